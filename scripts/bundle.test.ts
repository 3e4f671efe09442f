import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bundleServer } from './bundle.ts'

// Somewhere without any node_modules above it: nothing of this installation can be found from there.
const top = mkdtempSync(join(tmpdir(), 'frontdesk-bundle-'))
const bundle = join(top, 'bundle')
const running: ChildProcess[] = []

beforeAll(async () => {
  for (const [client, page] of [
    ['console', 'index.html'],
    ['webchat', 'chat.html'],
  ] as const) {
    mkdirSync(join(top, 'dist', client), { recursive: true })
    writeFileSync(join(top, 'dist', client, page), `<!doctype html><title>${client}</title>`)
  }
  await bundleServer(join(top, 'dist'), bundle)
}, 180_000)
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(top, { recursive: true, force: true })
})

/** Starts the bundled server as the desktop app does, and answers where it is. */
async function start(data: string) {
  const child = spawn(process.execPath, [join(bundle, 'server/main.js')], {
    cwd: top,
    env: { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', PORT: '0', DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let said = ''
  child.stdout.on('data', (chunk) => (said += String(chunk)))
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  const ready = () => /^Frontdesk is ready at (\S+)$/m.exec(said)?.[1]
  await expect.poll(() => ready() ?? child.exitCode, { timeout: 60_000 }).toBeTypeOf('string')
  return { url: ready() ?? '', child }
}

const ann = { email: 'ann@example.com', password: 'long enough', name: 'Ann' }
const post = (url: string, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** What is written is found again: one thread of the bundle puts it into the index, another reads it. */
async function searches(url: string, headers: Record<string, string>) {
  const customer = { email: 'ruth@customer.test', name: 'Ruth Patel' }
  const answer = await fetch(`${url}/api/customers`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(customer),
  })
  expect(answer.status).toBe(201)
  const found = async () => (await fetch(`${url}/api/search?q=patel`, { headers })).text()
  await expect.poll(found, { timeout: 30_000 }).toContain(customer.email)
}

it('runs from its folder alone, under plain Node: it migrates, keeps what it is told, and is there again', async () => {
  const data = join(top, 'data')
  const first = await start(data)
  expect(await (await fetch(`${first.url}/readyz`)).json()).toMatchObject({ status: 'ready' })
  expect(await (await fetch(`${first.url}/api/health`)).json()).toMatchObject({ status: 'ok' })
  // The password is hashed by machine code, the account is kept by machine code.
  expect((await post(`${first.url}/api/auth/register`, ann)).status).toBe(201)
  first.child.kill('SIGTERM')
  await once(first.child, 'exit')
  expect(first.child.exitCode).toBe(0)

  const second = await start(data)
  const { email, password } = ann
  const signedIn = await post(`${second.url}/api/auth/login`, { email, password })
  const { data: session } = (await signedIn.json()) as { data: { accessToken: string } }
  await searches(second.url, { authorization: `Bearer ${session.accessToken}` })
  for (const [path, found] of [
    ['/', '<title>console</title>'],
    ['/chat', '<title>webchat</title>'],
    ['/api/docs/', 'swagger-ui'],
    ['/api/docs/static/swagger-ui.css', '.swagger-ui'],
  ] as const) {
    expect(await (await fetch(second.url + path)).text()).toContain(found)
  }
}, 180_000)

it('has nothing of the tools in it, and machine code for this system only', () => {
  const modules = join(bundle, 'node_modules')
  expect(readdirSync(modules).toSorted()).toEqual(['@node-rs', 'better-sqlite3'])
  const prebuilt = readdirSync(join(modules, 'better-sqlite3/prebuilds'))
  expect(prebuilt).not.toEqual([])
  expect(prebuilt.every((file) => file.startsWith(`${process.platform}-`))).toBe(true)
  expect(existsSync(join(modules, 'better-sqlite3/src'))).toBe(false)
})
