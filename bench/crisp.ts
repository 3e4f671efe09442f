/**
 * `npm run bench:crisp`: bringing in a website of Crisp, 2,000 conversations with 60,000 messages, while its visitors go
 * on writing. The emulator stands in for Crisp, so that what is measured is Frontdesk and not a network.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DatabaseTarget, openDatabase } from '../server/db/open.ts'
import { systemClock } from '../server/clock.ts'
import type { CrispEmulator } from '../tests/support/crisp-emulator/emulator.ts'
import { startWithPast } from '../tests/crisp/past.ts'
import { startPostgres } from '../tests/support/postgres.ts'
import { Backfill } from './crisp-backfill.ts'
import { LiveChat } from './crisp-live.ts'
import { describeMachine } from './machine.ts'
import { quantile } from './quantiles.ts'
import { printMachine } from './report.ts'
import { start, stop } from './running.ts'
import { one, tableOf, two, whole } from './table.ts'

const scale = process.argv.includes('--quick') ? 0.05 : 1
const PAST = { conversations: 2_000 * scale, messages: 60_000 * scale }
/** `-- --profile` leaves a CPU profile of the server in `dist/bench`. */
const profiling = process.argv.includes('--profile')
  ? ['--cpu-prof', '--cpu-prof-dir=dist/bench']
  : []
const admin = { email: 'bench@example.com', password: 'measured-in-milliseconds' }

interface Figures {
  seconds: number
  messages: number
  requests: number
  fewest: number
  live: number[]
  lost: number
}

const scratch = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'))
try {
  printMachine(describeMachine(scratch))
  const rows: Array<[string, Figures]> = []
  for (const [name, run] of [
    ['sqlite', measureSqlite],
    ['postgres', measurePostgres],
  ] as const)
    if (isWanted(name)) rows.push([name, await run()])
  process.stdout.write(
    tableOf(rows, [
      { title: 'messages', show: ({ messages }) => whole(messages) },
      { title: 'seconds', show: ({ seconds }) => one(seconds) },
      { title: 'messages/s', show: ({ messages, seconds }) => whole(messages / seconds) },
      { title: 'requests', show: ({ requests }) => whole(requests) },
      { title: 'of the fewest', show: ({ requests, fewest }) => two(requests / fewest) },
      { title: 'live', show: ({ live }) => whole(live.length) },
      { title: 'p50 ms', show: ({ live }) => one(quantile(live, 0.5)) },
      { title: 'p99 ms', show: ({ live }) => one(quantile(live, 0.99)) },
      { title: 'worst ms', show: ({ live }) => one(quantile(live, 1)) },
    ]),
  )
  if (rows.some(([, { lost }]) => lost > 0)) throw new Error('events were lost on the way')
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

/** `-- --only sqlite` leaves the other database out. */
function isWanted(name: string): boolean {
  const at = process.argv.indexOf('--only')
  return at < 0 || process.argv[at + 1] === name
}

function measureSqlite(): Promise<Figures> {
  const folder = join(scratch, 'sqlite')
  const target = { dialect: 'sqlite', path: join(folder, 'frontdesk.db') } as const
  return measure(target, { DATA_DIR: folder })
}

async function measurePostgres(): Promise<Figures> {
  const postgres = await startPostgres()
  try {
    const url = await postgres.createDatabase('bench')
    const target = { dialect: 'postgres', url, poolSize: 2, onIdleError: () => undefined } as const
    return await measure(target, { DATA_DIR: join(scratch, 'postgres'), DATABASE_URL: url })
  } finally {
    await postgres.stop()
  }
}

async function measure(target: DatabaseTarget, place: Record<string, string>): Promise<Figures> {
  const { DATA_DIR = scratch } = place
  mkdirSync(DATA_DIR, { recursive: true })
  const past = await startWithPast(PAST)
  const { crisp, fewest } = past
  const server = await start('frontdesk', [...profiling, 'server/main.ts'], scratch, {
    ...place,
    ...settingsOf(crisp),
  })
  const database = await openDatabase(target, systemClock)
  try {
    const live = await LiveChat.open(crisp, server.url, admin)
    const backfill = new Backfill(database, crisp.websiteId)
    await backfill.isPossible()
    crisp.requests.clear()
    live.begin()
    const seconds = await backfill.run()
    await live.end()
    const requests = past.requests()
    const messages = await backfill.messages()
    return { seconds, messages, requests, fewest, ...live.figures() }
  } finally {
    await database.close()
    await stop(server)
    await crisp.stop()
  }
}

function settingsOf(crisp: CrispEmulator): NodeJS.ProcessEnv {
  return {
    ...crisp.environment(),
    CRISP_DAILY_REQUESTS: '1000000',
    HOST: '127.0.0.1',
    PORT: '0',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
  }
}
