import { setTimeout as delay } from 'node:timers/promises'
import type { Finding, Scenario, Stage } from '../scenario.ts'
import { openScene } from '../scene.ts'

const PER_SECOND = 300

/** The server is killed outright at random moments under load, and started again on the same database. */
export const kill: Scenario = {
  name: 'kill',
  databases: ['sqlite', 'postgres'],
  rounds: 50,
  run: killing,
}

async function killing(stage: Stage): Promise<Finding> {
  const { random, rounds, say } = stage
  await using scene = await openScene(stage, 'kill', { customers: 20, agents: 3 })
  const { crowd, ledger, verdict } = scene
  using chatter = crowd.chatter(PER_SECOND)
  const syncs: number[] = []
  let underWay = 0
  for (let round = 1; round <= rounds; round++) {
    await delay(random.between(30, 900))
    crowd.speakAtOnce()
    await delay(random.between(0, 12))
    underWay += crowd.underWay
    ledger.note(`killed, round ${round}`)
    await scene.server().end('SIGKILL')
    await scene.restart()
    const tookMs = await scene.inSync()
    syncs.push(tookMs)
    say(`${round}/${rounds}: ${ledger.acknowledged} acknowledged, in sync in ${tookMs} ms`)
  }
  chatter[Symbol.dispose]()
  await crowd.rollCall()
  const stored = await scene.judge()
  const figures = {
    rounds,
    acknowledged: ledger.acknowledged,
    stored,
    'unanswered when killed': underWay,
    'in sync, slowest ms': Math.max(...syncs),
  }
  return { verdict, figures }
}
