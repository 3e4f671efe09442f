import { join } from 'node:path'
import type { Clock } from '../../../server/clock.ts'
import { startServer } from '../../support/server.ts'
import { Crowd } from '../crowd.ts'
import { Ledger } from '../ledger.ts'
import type { Finding, Scenario, Stage } from '../scenario.ts'
import { timedSync } from '../scene.ts'
import { until } from '../until.ts'
import { judge, Verdict } from '../verdict.ts'

const MINUTES = 10
const MISSED = 500
const WRITTEN = 20

/** Whoever is offline for ten minutes gets the 500 messages they missed, in order, and what they wrote meanwhile leaves. */
export const offline: Scenario = {
  name: 'offline',
  databases: ['sqlite', 'postgres'],
  rounds: 1,
  run: beingOffline,
}

async function beingOffline(stage: Stage): Promise<Finding> {
  await using cleanup = new AsyncDisposableStack()
  const verdict = new Verdict()
  const place = await stage.place()
  cleanup.defer(place.drop)
  const clock = clockAt(Date.now())
  const server = await startServer(place, { clock })
  const { url, adminToken: token } = server
  cleanup.defer(() => server.stop())
  const ledger = new Ledger(join(stage.folder, `offline-${stage.database}.jsonl`))
  cleanup.defer(() => ledger.close())
  const size = { customers: 2, agents: 2 }
  const crowd = await Crowd.gather({ url, token, ledger, random: stage.random, ...size })
  cleanup.defer(() => crowd.leave())

  const returns: number[] = []
  for (let round = 1; round <= stage.rounds; round++) {
    await miss(crowd, clock)
    returns.push(await timedSync(crowd, verdict, stage))
    stage.say(`${round}/${stage.rounds}: back in ${returns.at(-1)} ms`)
  }
  const stored = await judge({ url, token, ledger, crowd }, verdict)
  const slowest = Math.max(...returns)
  const figures = { minutes: MINUTES, missed: MISSED, stored, 'in sync, slowest ms': slowest }
  return { verdict, figures }
}

/** A customer and an agent are away while another agent writes 500 messages; both write too, to be sent later. */
async function miss({ customers, agents }: Crowd, clock: TestClock): Promise<void> {
  const [customer] = customers
  const [writer, away] = agents
  if (!customer || !writer || !away) throw new Error('too few people')
  customer.leave()
  away.leave()
  for (let index = 0; index < MISSED; index++) writer.say(customer.sessionId, `${index}`)
  for (let index = 0; index < WRITTEN; index++) {
    customer.say(`${index}, while offline`)
    away.say(customer.sessionId, `${index}, while away`)
  }
  const step = (MINUTES * 60_000) / MISSED
  let left = writer.outbox.drafts.length
  await until(
    () => {
      clock.advance((left - writer.outbox.drafts.length) * step)
      left = writer.outbox.drafts.length
      return left === 0
    },
    () => `${left} of the messages to be missed are not stored`,
  )
  customer.comeBack()
  away.comeBack()
}

interface TestClock extends Clock {
  advance(milliseconds: number): void
}

function clockAt(start: number): TestClock {
  let now = start
  return { now: () => new Date(now), advance: (milliseconds) => void (now += milliseconds) }
}
