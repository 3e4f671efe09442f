import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findRedis, startRedis } from '../../support/redis.ts'
import { Crowd } from '../crowd.ts'
import { Ledger } from '../ledger.ts'
import type { Random } from '../random.ts'
import type { Finding, Scenario, Stage } from '../scenario.ts'
import { timedSync } from '../scene.ts'
import { signIn } from '../server.ts'
import { openSite, type Site } from '../site.ts'
import { until } from '../until.ts'
import { judge, Verdict } from '../verdict.ts'

const PER_SECOND = 200
const MANY = 100

/** Three processes on one Postgres behind a proxy; one of the things they stand on fails at a time. */
export const nodes: Scenario = {
  name: 'nodes',
  databases: ['postgres'],
  rounds: 20,
  run: (stage) => failing(stage, { ...faults, 'Postgres crashed': crashed }, {}),
}

/**
 * One of the processes is frozen for a minute: nobody is told, its connections look alive, and new ones are still
 * taken by the system in its name, so that whoever tries again may come to it again. They must be on another one while
 * it is frozen.
 */
export const frozen: Scenario = {
  name: 'frozen',
  databases: ['postgres'],
  rounds: 3,
  run: (stage) => failing(stage, { 'node frozen for a minute': frozenFor(60_000, 120_000) }, {}),
}

/** The same, told of each other's news by Redis, which is killed too. */
export const redis: Scenario = {
  name: 'redis',
  databases: ['postgres'],
  rounds: 15,
  obstacle() {
    const found = findRedis()
    return 'missing' in found ? found.missing : undefined
  },
  async run(stage) {
    const found = findRedis()
    if ('missing' in found) throw new Error(found.missing)
    const server = await startRedis(found.path)
    await using _ = { [Symbol.asyncDispose]: () => server.kill() }
    const killed: Fault = async ({ random }) => {
      await server.kill()
      await delay(random.between(0, 2_000))
      await server.start()
    }
    return await failing(stage, { 'Redis killed': killed, ...faults }, { REDIS_URL: server.url })
  },
}

interface Ground extends Omit<Site, typeof Symbol.asyncDispose> {
  random: Random
  crowd: Crowd
  verdict: Verdict
  /** Notes a figure, of which the largest is shown. */
  note: (name: string, ms: number) => void
  /** Resolves when so many more messages are acknowledged that whoever is not concerned must have gone on. */
  goesOn: () => Promise<void>
}

/** Something that breaks; resolves when it is whole again, or does without. Answers what to do once all are in sync. */
type Fault = (ground: Ground) => Promise<(() => Promise<void>) | void>

type Faults = Record<string, Fault>

const faults: Faults = {
  async 'node killed'({ servers, random, restart }) {
    const index = random.between(0, servers.length - 1)
    await servers[index]?.end('SIGKILL')
    return () => restart(index)
  },
  async 'node frozen'({ servers, random, goesOn }) {
    const { child } = random.pick(servers)
    child.kill('SIGSTOP')
    await goesOn()
    await delay(random.between(0, 3_000))
    child.kill('SIGCONT')
  },
  async 'cut in a frame to the client'({ proxy, random }) {
    proxy.cutMidFrame('back', () => random.between(1, 3_000))
    await delay(500)
  },
  async 'cut in a frame to the server'({ proxy, random }) {
    proxy.cutMidFrame('there', () => random.between(1, 600))
    await delay(500)
  },
}

const frozenFor =
  (leastMs: number, mostMs: number): Fault =>
  async ({ servers, random, crowd, note, verdict }) => {
    const { child } = random.pick(servers)
    const least = delay(leastMs)
    child.kill('SIGSTOP')
    try {
      crowd.speakAtOnce()
      note('all elsewhere, slowest ms', await crowd.rollCall(mostMs))
      await least
    } catch (error) {
      verdict.add('late', `on a frozen process to its end: ${(error as Error).message}`)
    } finally {
      child.kill('SIGCONT')
    }
  }

const crashed: Fault = ({ postgres }) => postgres.crash()

async function failing(
  stage: Stage,
  what: Faults,
  environment: Record<string, string>,
): Promise<Finding> {
  const { random, rounds, folder, say } = stage
  const verdict = new Verdict()
  const names = Object.keys(what)
  await using site = await openSite(environment)
  const { url } = site.proxy
  const token = await signIn(url)
  const ledger = new Ledger(join(folder, `nodes-${names[0]}.jsonl`))
  await using cleanup = new AsyncDisposableStack()
  cleanup.defer(() => ledger.close())
  const crowd = await Crowd.gather({ url, token, customers: 18, agents: 6, ledger, random })
  cleanup.defer(() => crowd.leave())
  using chatter = crowd.chatter(PER_SECOND)
  const slowest: Record<string, number> = {}
  const note = (figure: string, ms: number) => {
    slowest[figure] = Math.max(slowest[figure] ?? 0, Math.round(ms))
  }
  const goesOn = () => progress(ledger)
  for (let round = 0; round < rounds; round++) {
    const name = names[round % names.length] ?? ''
    await delay(random.between(200, 800))
    ledger.note(name)
    const afterwards = await what[name]?.({ ...site, random, crowd, verdict, note, goesOn })
    const tookMs = await timedSync(crowd, verdict, stage)
    note(`${name}: in sync, slowest ms`, tookMs)
    say(`${round + 1}/${rounds}: ${name}, in sync in ${tookMs} ms`)
    await afterwards?.()
  }
  chatter[Symbol.dispose]()
  await crowd.rollCall()
  // Past the proxy, which may still have a cut in store.
  const direct = site.servers[0]?.url ?? url
  const stored = await judge({ url: direct, token, ledger, crowd }, verdict)
  const figures = { rounds, acknowledged: ledger.acknowledged, stored, ...slowest }
  return { verdict, figures }
}

async function progress(ledger: Ledger): Promise<void> {
  const before = ledger.acknowledged
  await until(
    () => ledger.acknowledged > before + MANY,
    () => 'everybody stands still because of one',
  )
}
