import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Place, postgresPlace } from '../../support/places.ts'
import { startPostgres } from '../../support/postgres.ts'
import { attachStrace, straceObstacle } from '../../support/strace.ts'
import { readCalls } from '../calls.ts'
import type { Ledger } from '../ledger.ts'
import type { Finding, Scenario, Stage } from '../scenario.ts'
import { openScene } from '../scene.ts'
import { until } from '../until.ts'

const PER_SECOND = 40
const CALLS = 'trace=write,writev,sendto,sendmsg,pwrite64,pwritev,fsync,fdatasync'
// Enough for whatever is written at once.
const LONGEST = '1000000'

/**
 * A killed process cannot show that a commit is on disk: what it wrote, the system still has. So the system calls are
 * looked at: no acknowledgement is sent before the log that has its message was brought to the disk. A round is ten
 * messages.
 */
export const diskFirst: Scenario = {
  name: 'disk-first',
  databases: ['sqlite', 'postgres'],
  rounds: 20,
  obstacle: straceObstacle,
  run: looking,
}

async function looking(stage: Stage): Promise<Finding> {
  const { rounds, database, folder } = stage
  const ground = database === 'sqlite' ? await ownFile(stage) : await ownPostgres()
  await using scene = await openScene(
    stage,
    'disk-first',
    { customers: 5, agents: 0 },
    ground.place,
  )
  const { crowd, ledger, verdict } = scene
  const calls = join(folder, `disk-first-${database}.calls`)
  const pids = [scene.server().child.pid ?? 0, ...(await ground.pids())]
  const strace = await attachStrace(pids, ['-y', '-s', LONGEST, '-e', CALLS, '-o', calls])
  {
    using _ = crowd.chatter(PER_SECOND)
    await until(
      () => ledger.acknowledged >= rounds * 10,
      () => `only ${ledger.acknowledged} acknowledged`,
    )
  }
  await crowd.rollCall()
  await strace.end()
  const seen = await readCalls(calls, { isLog: ground.isLog, keys: keysOf(ledger) }, verdict)
  const unseen = ledger.acknowledged - seen.acknowledged
  verdict.add('acknowledged unseen', 'messages', Math.max(0, unseen))
  await scene.judge()
  const figures = { acknowledged: ledger.acknowledged, 'syncs of the log': seen.syncs }
  return { verdict, figures }
}

function keysOf({ entries }: Ledger): Map<string, string> {
  const keys = new Map<string, string>()
  for (const { key, receipts } of entries.values())
    for (const { messageId } of receipts) keys.set(messageId, key)
  return keys
}

/** Where commits go, and which processes write there beside the server. */
interface Ground {
  place: Place
  pids: () => Promise<number[]>
  isLog: (path: string) => boolean
}

const ownFile = async (stage: Stage): Promise<Ground> => ({
  place: await stage.place(),
  pids: async () => [],
  isLog: (path) => path.endsWith('/frontdesk.db-wal'),
})

/** One of its own: of another, all that anybody does there would be looked at. */
async function ownPostgres(): Promise<Ground> {
  const postgres = await startPostgres()
  const place = await postgresPlace(postgres.url)
  return {
    place: {
      ...place,
      async drop() {
        await place.drop()
        await postgres.stop()
      },
    },
    pids: () => processesOf(postgres.url),
    isLog: (path) => path.includes('/pg_wal/'),
  }
}

/** The parent of all of them, whose further children are looked at as well, and those there are. */
async function processesOf(url: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ pid: number; isOwn: boolean }>(
    `select pid, pid = pg_backend_pid() as "isOwn" from pg_stat_activity
     where backend_type <> 'autovacuum worker'`,
  )
  const own = rows.find(({ isOwn }) => isOwn)
  const [, parent] = readFileSync(`/proc/${own?.pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  await client.end()
  return [Number(parent), ...rows.filter(({ isOwn }) => !isOwn).map(({ pid }) => pid)]
}
