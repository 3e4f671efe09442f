import { setTimeout as delay } from 'node:timers/promises'
import type { Finding, Scenario, Stage } from '../scenario.ts'
import { openScene } from '../scene.ts'

const PER_SECOND = 300

/** The server is killed outright at random moments under load, and started again on the same database. */
export const kill: Scenario = {
  name: 'kill',
  databases: ['sqlite', 'postgres'],
  rounds: 50,
  run: (stage) => ending(stage, 'SIGKILL'),
}

/** The server is told to stop under load, finishes what it accepted, and is started again. */
export const stop: Scenario = {
  name: 'stop',
  databases: ['sqlite', 'postgres'],
  rounds: 10,
  run: (stage) => ending(stage, 'SIGTERM'),
}

async function ending(stage: Stage, signal: 'SIGKILL' | 'SIGTERM'): Promise<Finding> {
  const { random, rounds, say } = stage
  const name = signal === 'SIGKILL' ? 'kill' : 'stop'
  await using scene = await openScene(stage, name, { customers: 20, agents: 3 })
  const { crowd, ledger, verdict } = scene
  using chatter = crowd.chatter(PER_SECOND)
  const syncs: number[] = []
  let underWay = 0
  for (let round = 1; round <= rounds; round++) {
    await delay(random.between(30, 900))
    crowd.speakAtOnce()
    crowd.showOne()
    const arriving = crowd.arrive()
    arriving.catch(() => {})
    await delay(random.between(0, 12))
    underWay += crowd.underWay
    ledger.note(`${signal}, round ${round}`)
    const code = await scene.server().end(signal)
    if (signal === 'SIGTERM' && code !== 0)
      verdict.add('not stopped in order', `ended with ${code}`)
    await scene.restart()
    const tookMs = await scene.inSync()
    syncs.push(tookMs)
    await arriving
    say(`${round}/${rounds}: ${ledger.acknowledged} acknowledged, in sync in ${tookMs} ms`)
  }
  chatter[Symbol.dispose]()
  await crowd.rollCall()
  const stored = await scene.judge()
  const figures = {
    rounds,
    acknowledged: ledger.acknowledged,
    stored,
    'chats and pictures begun meanwhile': rounds,
    'unanswered then': underWay,
    'in sync, slowest ms': Math.max(...syncs),
  }
  return { verdict, figures }
}
