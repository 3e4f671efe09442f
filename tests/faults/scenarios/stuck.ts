import { median } from '../../../bench/quantiles.ts'
import { residentBytes } from '../../../bench/process-cost.ts'
import { openTalks, p99Of } from '../pace.ts'
import type { Finding, Scenario, Stage } from '../scenario.ts'
import { openScene, type Scene } from '../scene.ts'
import { until } from '../until.ts'

const PER_SECOND = 100
const MOST_RATIO = 1.5
// Below this a ratio says nothing: a few milliseconds are the machine's own.
const FAST_MS = 10
const MOST_MB = 150
const TICK_MS = 30
const MOST_UNSENT = 3
const LOOK_MS = 200
const LONG = 'x'.repeat(9_900)

/** One console never reads what it is sent: nobody else notices, it is dropped, and it catches up when it reads again. */
export const stuck: Scenario = {
  name: 'stuck',
  databases: ['sqlite'],
  rounds: 3,
  run: sticking,
}

async function sticking(stage: Stage): Promise<Finding> {
  await using scene = await openScene(stage, 'stuck', { customers: 8, agents: 2 })
  const { url, token, crowd, verdict } = scene
  const talks = await openTalks(url, token, 50)
  await using cleanup = new AsyncDisposableStack()
  cleanup.defer(() => talks.forEach((talk) => talk.close()))
  const victim = crowd.agents[0]
  if (!victim) throw new Error('there is no agent')
  using flood = flooding(scene)
  const span = stage.leniency > 1 ? 1_500 : 4_000
  const reading: number[] = []
  const unread: number[] = []
  const drops: number[] = []
  let grownMb = 0
  for (let round = 1; round <= stage.rounds; round++) {
    reading.push(await p99Of(talks, PER_SECOND, span))
    const before = residentMb(scene)
    const readAgain = victim.stopReading()
    const begun = performance.now()
    unread.push(await p99Of(talks, PER_SECOND, span))
    await dropped(scene)
    drops.push(Math.round(performance.now() - begun))
    grownMb = Math.max(grownMb, residentMb(scene) - before)
    readAgain()
    await scene.inSync()
    stage.say(`${round}/${stage.rounds}: dropped after ${drops.at(-1)} ms`)
  }
  flood[Symbol.dispose]()
  await crowd.rollCall()
  await scene.judge()
  compare(stage, scene, { reading, unread, grownMb })
  const figures = {
    rounds: stage.rounds,
    'p99 ms while it does not read': unread.map((ms) => ms.toFixed(1)).join(' '),
    'while it does': reading.map((ms) => ms.toFixed(1)).join(' '),
    'dropped after ms': drops.join(' '),
    'server grew by MB': grownMb.toFixed(0),
  }
  return { verdict, figures }
}

const residentMb = (scene: Scene) => residentBytes(scene.server().child.pid ?? 0) / 2 ** 20

/** Much for every console to read, beside what is measured. */
function flooding({ crowd }: Scene): Disposable {
  const timer = setInterval(() => {
    for (const customer of crowd.customers)
      if (customer.outbox.drafts.length < MOST_UNSENT) customer.say(LONG)
  }, TICK_MS)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}

/** Waits until the server itself has hung up on one console. */
async function dropped({ url, crowd }: Scene): Promise<void> {
  let connected = crowd.agents.length
  const look = async () => {
    const text = await (await fetch(`${url}/metrics`)).text()
    const [, count] = /^frontdesk_sockets\{namespace="\/console"\} (\d+)$/m.exec(text) ?? []
    connected = Number(count)
  }
  const looking = setInterval(() => void look(), LOOK_MS)
  try {
    await until(
      () => connected < crowd.agents.length,
      () => 'the server keeps a console that does not read',
    )
  } finally {
    clearInterval(looking)
  }
}

function compare(
  { leniency }: Stage,
  { verdict }: Scene,
  { reading, unread, grownMb }: { reading: number[]; unread: number[]; grownMb: number },
): void {
  const among = median(unread)
  const alone = median(reading)
  if (Math.max(among, FAST_MS) / Math.max(alone, FAST_MS) > MOST_RATIO * leniency)
    verdict.add('slower than it may be', `p99 ${among} ms beside a stuck client, else ${alone} ms`)
  if (grownMb > MOST_MB) verdict.add('too much memory', `${grownMb} MB for a stuck client`)
}
