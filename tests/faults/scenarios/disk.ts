import { setTimeout as delay } from 'node:timers/promises'
import { createApi } from '../../support/api.ts'
import type { Finding, Scenario, Stage } from '../scenario.ts'
import { openScene, type Scene } from '../scene.ts'
import { until } from '../until.ts'
import {
  missingTroubles,
  onOwnDisk,
  onOwnPostgres,
  type Trouble,
  type Troubled,
} from './troubles.ts'

const PER_SECOND = 200
const REFUSALS = 5
// What has room in a page it has already is stored even on a full disk.
const MOST_WITH_ROOM = 1_000

/**
 * The disk is full, or the database read-only, for a while: writing is refused as passing, nothing is acknowledged that
 * is not stored, reading goes on, and the same process writes again when it can.
 */
export const disk: Scenario = {
  name: 'disk',
  databases: ['sqlite', 'postgres'],
  rounds: 8,
  missing: missingTroubles,
  run: async (stage) => {
    const { database, place } = stage
    return refusing(stage, database === 'sqlite' ? await onOwnDisk(place) : await onOwnPostgres())
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
  const write = (index: number) => {
    const email = `${Date.now()}-${index}@faults.test`
    return api.post('/api/customers', { email, name: 'x'.repeat(90) })
  }
  let written = await write(0)
  for (let index = 1; written.status === 201 && index < MOST_WITH_ROOM; index++)
    written = await write(index)
  if (written.status !== 503 || written.body.code !== 'unavailable')
    verdict.add('unclear refusal', `POST answered ${written.status} ${written.body.code}`)
  const read = await api.get('/api/inbox?view=all')
  if (read.status !== 200) verdict.add('unclear refusal', `GET answered ${read.status}`)
}
