import { spawnSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { createApi } from '../../support/api.ts'
import { type Place, postgresPlace } from '../../support/places.ts'
import { startPostgres } from '../../support/postgres.ts'
import { smallDisk } from '../../support/small-disk.ts'
import type { Finding, Scenario, Stage } from '../scenario.ts'
import { openScene, type Scene } from '../scene.ts'
import { until } from '../until.ts'

const PER_SECOND = 200
const REFUSALS = 5

/** Why a database cannot be written to for a while; `pid` is the server's. */
interface Trouble {
  name: string
  begin: (pid: number) => Promise<void> | void
  end: (pid: number) => Promise<void> | void
}

/** A database and what may befall it, by turns. */
interface Troubled {
  place: Place
  troubles: readonly Trouble[]
}

/**
 * The disk is full, or the database read-only, for a while: writing is refused as passing, nothing is acknowledged that
 * is not stored, reading goes on, and the same process writes again when it can.
 */
export const disk: Scenario = {
  name: 'disk',
  databases: ['sqlite', 'postgres'],
  rounds: 5,
  run: async (stage) => {
    const troubled = stage.database === 'sqlite' ? await fullDisk(stage) : await readOnly()
    return refusing(stage, troubled)
  },
}

async function refusing(stage: Stage, { place, troubles }: Troubled): Promise<Finding> {
  const { random, rounds, say } = stage
  await using scene = await openScene(stage, 'disk', { customers: 10, agents: 2 }, place)
  const { crowd, ledger, verdict } = scene
  using chatter = crowd.chatter(PER_SECOND)
  const syncs: number[] = []
  for (let round = 1; round <= rounds; round++) {
    await delay(random.between(100, 600))
    const trouble = troubles[round % troubles.length]
    if (!trouble) break
    await suffer(scene, trouble)
    syncs.push(await scene.inSync())
    say(`${round}/${rounds}: ${trouble.name}, in sync in ${syncs.at(-1)} ms`)
  }
  for (const [code, count] of ledger.setbacks)
    if (code !== 'unavailable') verdict.add('unclear refusal', code, count)
  if (scene.server().child.exitCode !== null) verdict.add('unclear refusal', 'the server ended')
  await scene.server().end('SIGKILL')
  await scene.restart()
  chatter[Symbol.dispose]()
  await crowd.rollCall()
  const stored = await scene.judge()
  const figures = {
    troubles: troubles.map(({ name }) => name).join(' and '),
    rounds,
    acknowledged: ledger.acknowledged,
    stored,
    refused: refusalsOf(scene),
    'in sync, slowest ms': Math.max(...syncs),
  }
  return { verdict, figures }
}

const refusalsOf = ({ ledger }: Scene) => ledger.setbacks.get('unavailable') ?? 0

/** Lets the trouble last until messages were refused for it. */
async function suffer(scene: Scene, { name, begin, end }: Trouble): Promise<void> {
  const before = refusalsOf(scene)
  const pid = scene.server().child.pid ?? 0
  scene.ledger.note(`${name} begins`)
  await begin(pid)
  await until(
    () => refusalsOf(scene) >= before + REFUSALS,
    () => `nothing is refused although: ${name}`,
  )
  await probe(scene)
  await end(pid)
  scene.ledger.note(`${name} ends`)
}

/** What REST says meanwhile: writing is a passing 503, reading goes on. */
async function probe({ url, token, verdict }: Scene): Promise<void> {
  const api = createApi(url, token)
  const email = `${Date.now()}@faults.test`
  const written = await api.post('/api/customers', { email, name: 'x'.repeat(90) })
  if (written.status !== 503 || written.body.code !== 'unavailable')
    verdict.add('unclear refusal', `POST answered ${written.status} ${written.body.code}`)
  const read = await api.get('/api/inbox?view=all')
  if (read.status !== 200) verdict.add('unclear refusal', `GET answered ${read.status}`)
}

/** A disk of our own that is filled, where one can be mounted, and one that fails on every write. */
async function fullDisk(stage: Stage): Promise<Troubled> {
  const limit = (pid: number, bytes: string) => {
    const { status, error } = spawnSync('prlimit', [`--pid=${pid}`, `--fsize=${bytes}:`])
    if (status !== 0) throw error ?? new Error(`prlimit answered ${status}`)
  }
  const failing: Trouble = {
    name: 'disk that fails',
    begin: (pid) => limit(pid, '4096'),
    end: (pid) => limit(pid, 'unlimited'),
  }
  const small = smallDisk()
  if (!small) return { place: await stage.place(), troubles: [failing] }
  const full: Trouble = { name: 'full disk', begin: () => small.fill(), end: () => small.empty() }
  return { place: small, troubles: [failing, full] }
}

/** A Postgres of our own, since all of it becomes read-only, as a standby is until it is promoted. */
async function readOnly(): Promise<Troubled> {
  const postgres = await startPostgres()
  const place = await postgresPlace(postgres.url)
  const set = async (value: 'on' | 'off') => {
    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    await client.query(`alter system set default_transaction_read_only = ${value}`)
    await client.query('select pg_reload_conf()')
    await client.end()
  }
  const drop = async () => {
    await place.drop()
    await postgres.stop()
  }
  const trouble = { name: 'read-only database', begin: () => set('on'), end: () => set('off') }
  return { place: { ...place, drop }, troubles: [trouble] }
}
