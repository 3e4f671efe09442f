import { setTimeout as delay } from 'node:timers/promises'
import type { Finding, Scenario, Stage } from '../scenario.ts'
import { openScene } from '../scene.ts'
import { until } from '../until.ts'

const PER_SECOND = 8
/** More than anybody may write in a minute. */
const TOO_MANY = 90
// Two minutes to wait, where those before it were used up too, and the time to send what waited.
const PATIENCE_MS = 180_000

/**
 * The server is killed while its limits are on, as they are everywhere but in these scenarios: somebody who writes too
 * much waits as long as they are told to, and in the end all of it is stored once and in order too.
 */
export const limits: Scenario = {
  name: 'limits',
  databases: ['sqlite', 'postgres'],
  rounds: 1,
  run: limited,
}

async function limited(stage: Stage): Promise<Finding> {
  const { random, rounds, say } = stage
  const place = await stage.place()
  const environment = { ...place.environment, RATE_LIMITS: 'on', TRUST_PROXY: 'on' }
  const size = { customers: 20, agents: 2, isAddressed: true }
  await using scene = await openScene(stage, 'limits', size, { ...place, environment })
  const { crowd, ledger, verdict } = scene
  const talker = crowd.customers.shift()
  if (!talker) throw new Error('there is nobody')
  await using cleanup = new AsyncDisposableStack()
  cleanup.defer(() => talker.leave())
  using chatter = crowd.chatter(PER_SECOND)
  const refusals = () => ledger.setbacks.get('rate_limited') ?? 0
  const syncs: number[] = []
  for (let round = 1; round <= rounds; round++) {
    const before = refusals()
    for (let index = 0; index < TOO_MANY; index++) talker.say('And then?')
    await until(
      () => refusals() > before,
      () => 'nobody is refused for writing too much',
    )
    await delay(random.between(100, 900))
    await scene.server().end('SIGKILL')
    await scene.restart()
    syncs.push(await scene.inSync())
    await until(
      () => talker.outbox.drafts.length === 0,
      () => `${talker.outbox.drafts.length} are not sent although their minute is over`,
      PATIENCE_MS,
    )
    say(`${round}/${rounds}: in sync in ${syncs.at(-1)} ms`)
  }
  chatter[Symbol.dispose]()
  crowd.customers.push(talker)
  await crowd.rollCall()
  const stored = await scene.judge()
  const figures = {
    rounds,
    acknowledged: ledger.acknowledged,
    stored,
    'refused for a while': refusals(),
    'in sync, slowest ms': Math.max(...syncs),
  }
  return { verdict, figures }
}
