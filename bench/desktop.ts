/** `npm run bench:desktop`: see README.md beside this file for what is measured and how. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import type { Page } from '@playwright/test'
import { build } from 'electron-vite'
import { buildWhenStale } from '../scripts/clients.ts'
import { ADMIN, signIn } from '../tests/e2e/support/desk.ts'
import { ORIGIN, runOnDouble } from '../tests/e2e/desktop/driver/on-double.ts'
import { findChromium } from '../tests/support/chromium.ts'
import { startProcess } from '../tests/support/process.ts'
import { describeMachine } from './machine.ts'
import { quantile } from './quantiles.ts'
import { printMachine } from './report.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    out: { type: 'string', default: 'dist/bench/desktop.json' },
  },
})

/** One start, from nothing to the inbox on the screen. */
interface Start {
  ms: number
  /** The main process, when it had nothing left to do; 0 for the plain browser. */
  mainMb: number
  /** What the page's own scripts hold. */
  heapMb: number
}

buildWhenStale()
await build({ logLevel: 'warn', ignoreConfigWarning: true })
const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-desktop-'))
const machine = describeMachine(folder)
printMachine(machine)
const browser = await findChromium()
const server = await startProcess({
  DATA_DIR: join(folder, 'server'),
  ADMIN_EMAIL: ADMIN.email,
  ADMIN_PASSWORD: ADMIN.password,
  ALLOWED_ORIGINS: ORIGIN,
})
try {
  const figures = await measure()
  const load = { before: machine.loadBefore, after: loadavg()[0] ?? 0 }
  const out = resolve(values.out)
  mkdirSync(dirname(out), { recursive: true })
  writeFileSync(out, JSON.stringify({ machine, load, ...figures }, undefined, 2))
  console.log(figures.lines.join('\n'))
  process.stderr.write(`load ${load.before.toFixed(1)} → ${load.after.toFixed(1)}; all in ${out}\n`)
} finally {
  await server.end('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
}

async function measure() {
  // The first start of each signs in and fills its caches; it is not counted.
  await startShell(signIn)
  await startPlain(signIn)
  const shell: Start[] = []
  const plain: Start[] = []
  for (let round = 0; round < Number(values.rounds); round++) {
    shell.push(await startShell())
    plain.push(await startPlain())
  }
  const middle = (starts: Start[], of: keyof Start) =>
    quantile(
      starts.map((start) => start[of]),
      0.5,
    )
  const [own, theirs] = [middle(shell, 'ms'), middle(plain, 'ms')]
  const lines = [
    `start to inbox, desktop   ${own.toFixed(0)} ms`,
    `start to inbox, browser   ${theirs.toFixed(0)} ms`,
    `ratio                     ${(own / theirs).toFixed(2)} (at most 1.5)`,
    `main process, idle        ${middle(shell, 'mainMb').toFixed(0)} MB`,
    `page's heap with preload  ${middle(shell, 'heapMb').toFixed(1)} MB (browser: ${middle(plain, 'heapMb').toFixed(1)} MB)`,
    ...sizes('dist/electron'),
    ...sizes('dist/console/assets'),
  ]
  return { lines, shell, plain }
}

async function startShell(first?: (page: Page) => Promise<void>): Promise<Start> {
  const begun = performance.now()
  const userData = join(folder, 'shell')
  const env = { PATH: process.env.PATH ?? '', HOME: folder }
  const app = await runOnDouble({ userData, args: [`--server=${server.url}`], env })
  let [page] = app.windows()
  while (page === undefined) {
    await delay(2)
    ;[page] = app.windows()
  }
  await first?.(page)
  const ms = await painted(page, begun)
  await settled(page)
  const start = { ms, mainMb: residentMb(app.pid), heapMb: await heapMb(page) }
  app.evaluate(({ app: own }) => own.quit(), undefined).catch(() => undefined)
  await app.exited
  return start
}

async function startPlain(first?: (page: Page) => Promise<void>): Promise<Start> {
  const begun = performance.now()
  const { executablePath, args } = browser
  const context = await chromium.launchPersistentContext(join(folder, 'plain'), {
    executablePath,
    args,
  })
  const page = await context.newPage()
  void page.goto(server.url)
  await first?.(page)
  const ms = await painted(page, begun)
  await settled(page)
  const start = { ms, mainMb: 0, heapMb: await heapMb(page) }
  await context.close()
  return start
}

/** When the inbox is there and has been drawn, in milliseconds since `begun`. */
async function painted(page: Page, begun: number): Promise<number> {
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  )
  return performance.now() - begun
}

/** In sync, and a moment without anything to do. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^In sync/ }).waitFor()
  await delay(1000)
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024
}

async function heapMb(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  await cdp.detach()
  return usedSize / 2 ** 20
}

function sizes(path: string): string[] {
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
  const scripts = files.filter((file) => /\.(?:c?js|css)$/.test(file)).toSorted()
  const all = scripts.map((file) => ({ file, bytes: readFileSync(join(path, file)) }))
  const kb = (bytes: number) => `${(bytes / 1024).toFixed(0)} KB`
  const line = (name: string, given: typeof all) => {
    const raw = given.reduce((sum, { bytes }) => sum + bytes.length, 0)
    const packed = given.reduce((sum, { bytes }) => sum + gzipSync(bytes).length, 0)
    return `${name.padEnd(25)} ${kb(raw)}, gzip ${kb(packed)}`
  }
  return all.length > 4 ? [line(path, all)] : all.map((one) => line(one.file, [one]))
}
