import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseTarget } from '../../server/db/open.ts'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { fillAt } from '../filling.ts'
import { type Running, start, stop } from '../running.ts'

/** A server on the large company, and whom it lets in. */
export interface Site extends AsyncDisposable {
  url: string
  readyMs: number
  agentToken: string
  /** The open conversation with the most messages. */
  longest: { id: string; headSeq: number }
}

interface Place {
  folder: string
  databaseUrl: string | undefined
  messages: number
  /** Whose token it is; an agent when nobody is named. */
  as?: 'linh' | 'mai'
}

/** Starts a server on what the folder or the Postgres holds; makes it first where there is nothing. */
export async function startSite({
  folder,
  databaseUrl,
  messages,
  as = 'linh',
}: Place): Promise<Site> {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'frontdesk.db')
  const onIdleError = () => undefined
  const target: DatabaseTarget =
    databaseUrl === undefined
      ? { dialect: 'sqlite', path }
      : { dialect: 'postgres', url: databaseUrl, poolSize: 2, onIdleError }
  if (databaseUrl === undefined ? !existsSync(path) : !existsSync(join(folder, 'keys'))) {
    const { seconds } = await fillAt(target, messages)
    process.stderr.write(`filled in ${seconds.toFixed(1)} s\n`)
  }
  const server = await start('console', ['server/main.ts'], folder, {
    DATA_DIR: folder,
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    HOST: '127.0.0.1',
    PORT: '0',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
  })
  return siteOf(server, await signIn(server.url, as))
}

async function siteOf(server: Running, agentToken: string): Promise<Site> {
  const { url, readyMs } = server
  const longest = await longestOf(url, agentToken)
  return { url, readyMs, agentToken, longest, [Symbol.asyncDispose]: () => stop(server) }
}

async function signIn(url: string, as: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${as}@demo.frontdesk`, password: DEMO_PASSWORD }),
  })
  if (!answer.ok) throw new Error(`signing in answered ${answer.status}`)
  const { data } = (await answer.json()) as { data: { accessToken: string } }
  return data.accessToken
}

interface Page {
  data: Array<{ id: string; headSeq: number }>
  meta: { next: string | null }
}

async function longestOf(url: string, token: string): Promise<Site['longest']> {
  let longest = { id: '', headSeq: 0 }
  for (let cursor: string | null = ''; cursor !== null;) {
    const path = `/api/inbox?view=all&limit=100&cursor=${encodeURIComponent(cursor)}`
    const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } })
    if (!answer.ok) throw new Error(`the inbox answered ${answer.status}`)
    const { data, meta } = (await answer.json()) as Page
    for (const { id, headSeq } of data) if (headSeq > longest.headSeq) longest = { id, headSeq }
    cursor = meta.next
  }
  return longest
}
