/**
 * `node scripts/smoke-desktop.ts <program>`: starts the packaged desktop app as somebody who works on this computer,
 * and sees that its server answers, its window shows the console, and both are gone after it was told to quit.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const [program = ''] = process.argv.slice(2)
const PATIENCE_MS = 60_000
const PAGES_PORT = 9333

const data = mkdtempSync(join(tmpdir(), 'frontdesk-smoke-'))
const id = '0192f0c1-0000-7000-8000-000000000001'
const here = { id, name: 'Frontdesk', place: 'computer' }
writeFileSync(join(data, 'profiles.json'), JSON.stringify({ current: id, profiles: [here] }))

const app = spawn(
  program,
  [`--user-data-dir=${data}`, `--remote-debugging-port=${PAGES_PORT}`, '--password-store=basic'],
  { stdio: 'inherit' },
)
try {
  const url = await until('the server is ready', serverUrl)
  await until('the server answers', async () => (await fetch(`${url}/readyz`)).ok)
  await until('the window shows the console', async () => {
    const pages = await (await fetch(`http://127.0.0.1:${PAGES_PORT}/json/list`)).text()
    return pages.includes('frontdesk-app://console/')
  })
  app.kill('SIGTERM')
  await until('the app has quit', () => app.exitCode ?? app.signalCode)
  const isGone = await fetch(`${url}/readyz`).then(
    () => false,
    () => true,
  )
  if (!isGone) throw new Error('The server is still there after the app has quit')
  console.log('The packaged app starts, serves, shows the console and quits.')
} catch (error) {
  console.error(error, `\nThe server's log:\n${serverLog()}`)
  process.exitCode = 1
} finally {
  if (app.exitCode === null && app.signalCode === null) {
    app.kill('SIGKILL')
    await once(app, 'exit')
  }
  rmSync(data, { recursive: true, force: true })
}

function serverLog(): string {
  try {
    return readFileSync(join(data, 'logs/server.log'), 'utf8')
  } catch {
    return ''
  }
}

function serverUrl(): string | undefined {
  return /^Frontdesk is ready at (\S+)$/m.exec(serverLog())?.[1]
}

/** Asks until the answer is a yes of any kind; what cannot be asked yet is a no. */
async function until<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  const end = performance.now() + PATIENCE_MS
  while (performance.now() < end) {
    const answer = await Promise.resolve()
      .then(ask)
      .catch(() => null)
    if (answer) return answer
    await wait(250)
  }
  throw new Error(`Not within ${PATIENCE_MS / 1000} s: ${what}`)
}
