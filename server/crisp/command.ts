import { setTimeout as pause } from 'node:timers/promises'
import { createLog } from '../log.ts'
import type { CrispBackfill } from '../contract/crisp.ts'
import type { Database } from '../db/transaction.ts'
import { wantBackfill } from './past/backfill.ts'
import { CrispChannel } from './channel.ts'
import type { CrispCredentials } from './api/credentials.ts'
import { listWebsites } from './queries.ts'
import { describeWebsite } from './status.ts'

const LOOK_MS = 500
const WIDTH = 30
const WAIT_MS = 30_000

interface Command {
  database: Database
  credentials: CrispCredentials
  /** One website only, when given. */
  websiteId: string | undefined
  out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>
}

/**
 * `crisp backfill`: brings in the past and shows how far it is. Where a server runs, that one does it and this looks
 * on; else it is done here. What was broken off goes on.
 */
export async function backfillHere({
  database,
  credentials,
  websiteId,
  out,
}: Command): Promise<void> {
  const channel = new CrispChannel({
    database,
    credentials: { ...credentials, isLive: false },
    log: createLog('warn'),
    addressOf: () => undefined,
    onTaken: () => {},
  })
  channel.start()
  try {
    for (const id of await known(database, websiteId)) {
      await wantBackfill(database, id)
      channel.nudge('backfill')
      await watch(database, id, out)
    }
  } finally {
    await channel.stop()
  }
}

/** The websites there are, once they have been found. */
async function known(database: Database, websiteId: string | undefined): Promise<string[]> {
  for (let waited = 0; waited < WAIT_MS; waited += LOOK_MS) {
    const websites = (await listWebsites(database.sql)).filter(
      (website) => websiteId === undefined || website.websiteId === websiteId,
    )
    if (websites.length > 0) return websites.map((website) => website.websiteId)
    await pause(LOOK_MS)
  }
  throw new Error('Crisp names no such website: check the credentials')
}

async function watch(database: Database, id: string, out: Command['out']): Promise<void> {
  for (;;) {
    const { name, backfill, lastError } = await describeWebsite(database, id)
    const line = `${name}  ${lineOf(backfill)}${lastError === null ? '' : `  (${lastError})`}`
    const isDone = backfill.state === 'done'
    if (out.isTTY) out.write(`\r\u001B[2K${line}${isDone ? '\n' : ''}`)
    else if (isDone) out.write(`${line}\n`)
    if (isDone) return
    await pause(LOOK_MS)
  }
}

function lineOf({ done, total, messages, secondsLeft }: CrispBackfill): string {
  const share = total ? Math.min(1, done / total) : 0
  const filled = Math.round(share * WIDTH)
  const bar = `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}]`
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft / 60)} min left`
  return `${bar} ${done}/${total ?? '?'} conversations, ${messages} messages${left}`
}
