import { join } from 'node:path'
import { Crowd } from '../crowd.ts'
import { Ledger } from '../ledger.ts'
import type { Finding, Scenario, Stage } from '../scenario.ts'
import { timedSync } from '../scene.ts'
import { serverAt, signIn } from '../server.ts'
import { until } from '../until.ts'
import { judge, Verdict } from '../verdict.ts'

const MINUTES = 10
const MISSED = 500
const WRITTEN = 20
const CLOCKED = join(import.meta.dirname, '../clocked.ts')

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
  const server = await serverAt(place, {}, CLOCKED)
  cleanup.defer(async () => void (await server.end('SIGKILL')))
  const { url, child } = server
  const token = await signIn(url)
  const ledger = new Ledger(join(stage.folder, `offline-${stage.database}.jsonl`))
  cleanup.defer(() => ledger.close())
  const size = { customers: 2, agents: 2 }
  const crowd = await Crowd.gather({ url, token, ledger, random: stage.random, ...size })
  cleanup.defer(() => crowd.leave())

  const returns: number[] = []
  for (let round = 1; round <= stage.rounds; round++) {
    await miss(crowd, (milliseconds) => child.send(milliseconds))
    returns.push(await timedSync(crowd, verdict, stage))
    stage.say(`${round}/${stage.rounds}: back in ${returns.at(-1)} ms`)
  }
  const stored = await judge({ url, token, ledger, crowd }, verdict)
  const slowest = Math.max(...returns)
  const figures = {
    minutes: minutesOf(crowd),
    missed: MISSED,
    stored,
    'in sync, slowest ms': slowest,
  }
  return { verdict, figures }
}

/** How long the absence was, by the server's clock. */
function minutesOf({ customers: [customer] }: Crowd): number {
  const times = customer?.thread.map(({ sentAt }) => Date.parse(sentAt)) ?? []
  const minutes = Math.round((Math.max(...times) - Math.min(...times)) / 60_000)
  if (minutes < MINUTES) throw new Error(`the server's clock went on by ${minutes} minutes only`)
  return minutes
}

/** A customer and an agent are away while another agent writes 500 messages; both write too, to be sent later. */
async function miss(
  { customers, agents }: Crowd,
  advance: (milliseconds: number) => void,
): Promise<void> {
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
      const sent = left - writer.outbox.drafts.length
      if (sent > 0) advance(sent * step)
      left = writer.outbox.drafts.length
      return left === 0
    },
    () => `${left} of the messages to be missed are not stored`,
  )
  customer.comeBack()
  away.comeBack()
}
