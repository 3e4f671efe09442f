import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { residentBytes } from '../../../bench/process-cost.ts'
import { openTalks, p99Of } from '../pace.ts'
import type { Finding, Scenario, Stage } from '../scenario.ts'
import { serverAt, signIn } from '../server.ts'
import { Verdict } from '../verdict.ts'

const ACTIVE = 100
const CUSTOMER_AND_AGENT = 2
const PER_SECOND = 200
const MOST_KB = 40
const MOST_RATIO = 2
// Below this a ratio says nothing: a few milliseconds are the machine's own.
const FAST_MS = 10

/** Many visitors who do nothing (a round is a hundred of them): what each costs, and what the others notice. */
export const idle: Scenario = {
  name: 'idle',
  databases: ['sqlite'],
  rounds: 100,
  run: idling,
}

async function idling(stage: Stage): Promise<Finding> {
  const verdict = new Verdict()
  await using cleanup = new AsyncDisposableStack()
  const place = await stage.place()
  cleanup.defer(place.drop)
  const server = await serverAt(place)
  cleanup.defer(async () => void (await server.end('SIGTERM')))
  const { url } = server
  const pid = server.child.pid ?? 0
  const talks = await openTalks(url, await signIn(url), ACTIVE)
  cleanup.defer(() => talks.forEach((talk) => talk.close()))

  // Long enough for every heartbeat to have come by.
  const span = stage.leniency > 1 ? 2_000 : 26_000
  const aloneMs = await p99Of(talks, PER_SECOND, span)
  const before = residentBytes(pid)
  const count = stage.rounds * 100
  const visitors = await invite(url, count)
  cleanup.defer(() => visitors.disconnect())
  await delay(1_000)
  const eachKb = (residentBytes(pid) - before) / count / 1024
  stage.say(`${count} idle sockets, ${eachKb.toFixed(1)} KB each`)
  const amongMs = await p99Of(talks, PER_SECOND, span)

  const ratio = Math.max(amongMs, FAST_MS) / Math.max(aloneMs, FAST_MS)
  if (ratio > MOST_RATIO * stage.leniency)
    verdict.add('slower than it may be', `p99 ${amongMs} ms among idle sockets, else ${aloneMs} ms`)
  const lost = count - (await visitorsAt(url)) + talks.length * CUSTOMER_AND_AGENT
  verdict.add('sockets lost', 'of those that do nothing', Math.max(0, lost))
  if (eachKb > MOST_KB) verdict.add('too much memory', `${eachKb} KB for an idle socket`)
  const figures = {
    'idle sockets': count,
    'KB of RSS each': eachKb.toFixed(1),
    'p99 ms of 100 active conversations': amongMs.toFixed(1),
    'without the idle ones': aloneMs.toFixed(1),
  }
  return { verdict, figures }
}

/** How many sockets of the chat the server has. */
async function visitorsAt(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const [, open] = /^frontdesk_sockets\{namespace="\/chat"\} (\d+)$/m.exec(text) ?? []
  return Number(open ?? 0)
}

/** Brings the idle ones, in a process of their own. */
async function invite(url: string, count: number): Promise<ChildProcess> {
  const visitors = fork(join(import.meta.dirname, '../visitors.ts'), [url, String(count)])
  const failed = once(visitors, 'exit').then(([code]) => {
    throw new Error(`the visitors left with ${code}`)
  })
  await Promise.race([once(visitors, 'message'), failed])
  failed.catch(() => {})
  return visitors
}
