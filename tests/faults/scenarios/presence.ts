import { setTimeout as delay } from 'node:timers/promises'
import { presenceArrived, useViewers } from '../../../renderer/console/sync/presence.ts'
import { createApi } from '../../support/api.ts'
import { lastingPort } from '../../support/places.ts'
import type { ServerProcess } from '../../support/process.ts'
import { type Proxy, startProxy } from '../../support/proxy.ts'
import { connect, type TestSocket } from '../../support/sockets.ts'
import type { Finding, Scenario, Stage } from '../scenario.ts'
import { serverAt, signIn } from '../server.ts'
import { until } from '../until.ts'
import { Verdict } from '../verdict.ts'

const SOON_MS = 1_000
const GONE_MS = 10_000
const CHATS = 5
// As often as a console says it.
const REPEAT_MS = 4_000

/**
 * Two processes: a new chat on either has its agent within a second, and so long does it take until an agent on one
 * sees who looks and types on the other. By turns their process is killed and their line goes dead: they are gone from
 * the other's screen within ten seconds.
 */
export const presence: Scenario = {
  name: 'presence',
  databases: ['postgres'],
  rounds: 6,
  run: together,
}

/** What is measured, in ms, by what it is. */
type Times = Record<
  'assigned' | 'looking' | 'typing' | 'gone when killed' | 'gone when cut',
  number[]
>

async function together(stage: Stage): Promise<Finding> {
  await using cleanup = new AsyncDisposableStack()
  const place = await stage.place()
  cleanup.defer(place.drop)
  const PORT = await lastingPort()
  const start = () => serverAt(place, { PORT: String(PORT) })
  let theirs = await start()
  cleanup.defer(async () => void (await theirs.end('SIGKILL')))
  const ours = await serverAt(place)
  cleanup.defer(async () => void (await ours.end('SIGKILL')))
  const [linh, minh] = await hire(ours.url)
  const watcher = await consoleOf(ours.url, linh)
  cleanup.defer(() => watcher.close())
  watcher.socket.on('presence', presenceArrived)

  const times: Times = {
    assigned: [],
    looking: [],
    typing: [],
    'gone when killed': [],
    'gone when cut': [],
  }
  for (let round = 0; round < stage.rounds; round++) {
    const line = await startProxy([PORT])
    const colleague = await consoleOf(line.url, minh)
    for (let index = 0; index < CHATS; index++)
      await chat({ on: index % 2 === 0 ? ours : theirs, watcher, colleague }, times)
    if (round % 2 === 0) await killed({ server: theirs, colleague }, times)
    else await cut({ line, colleague }, times)
    colleague.close()
    await line.close()
    if (round % 2 === 0) theirs = await start()
    stage.say(`${round + 1}/${stage.rounds}: ${JSON.stringify(slowest(times))}`)
  }
  return { verdict: judge(times, stage.leniency), figures: slowest(times) }
}

async function hire(url: string): Promise<[string, string]> {
  const admin = createApi(url, await signIn(url))
  await admin.put('/api/settings/routing', { policy: 'least_busy', maxOpen: 100 })
  const tokens: string[] = []
  for (const name of ['linh', 'minh']) {
    const account = { email: `${name}@faults.test`, password: 'a long password', name }
    const { status, body } = await admin.post('/api/auth/register', { ...account, role: 'agent' })
    if (status !== 201) throw new Error(`${name} was refused: ${status}`)
    tokens.push(body.data.accessToken as string)
  }
  return [tokens[0] ?? '', tokens[1] ?? '']
}

async function consoleOf(url: string, token: string): Promise<TestSocket> {
  const socket = await connect(url, '/console', { token }, {})
  await socket.next('hello')
  return socket
}

interface Desk {
  on: ServerProcess
  watcher: TestSocket
  colleague: TestSocket
}

/** A customer comes; a colleague looks at the chat and types. */
async function chat({ on, watcher, colleague }: Desk, times: Times): Promise<void> {
  const customer = await connect(on.url, '/chat', {}, {})
  const begun = performance.now()
  const started = await customer.ask('startChat', {
    customerEmail: `${crypto.randomUUID()}@faults.test`,
    customerName: 'Mai',
  })
  const conversationId = started.sessionId as string
  await watcher.next(
    'event',
    ({ kind, body, refs }) =>
      kind === 'conversation.changed' &&
      body.change === 'assigned' &&
      refs.conversationId === conversationId,
  )
  times.assigned.push(performance.now() - begun)
  const isOfIt = (told: { conversationId: string }) => told.conversationId === conversationId
  const looks = performance.now()
  colleague.socket.emit('viewing', { conversationId, isNew: true })
  await watcher.next('presence', isOfIt)
  times.looking.push(performance.now() - looks)
  const types = performance.now()
  colleague.socket.emit('typing', { conversationId, isTyping: true })
  await watcher.next('typing', isOfIt)
  times.typing.push(performance.now() - types)
  customer.close()
}

const viewed = () => Object.keys(useViewers.getState())

/** Says again and again what is looked at, as a console does; answers how to end that. */
function goesOn(colleague: TestSocket): Disposable {
  const [conversationId] = viewed()
  const say = () => colleague.socket.emit('viewing', { conversationId, isNew: false })
  const timer = setInterval(say, REPEAT_MS)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}

async function killed(
  { server, colleague }: { server: ServerProcess; colleague: TestSocket },
  times: Times,
): Promise<void> {
  using _ = goesOn(colleague)
  await delay(REPEAT_MS * 1.5)
  const begun = performance.now()
  await server.end('SIGKILL')
  times['gone when killed'].push(await untilGone(begun))
}

async function cut(
  { line, colleague }: { line: Proxy; colleague: TestSocket },
  times: Times,
): Promise<void> {
  using _ = goesOn(colleague)
  await delay(REPEAT_MS * 1.5)
  const begun = performance.now()
  line.freeze()
  times['gone when cut'].push(await untilGone(begun))
}

async function untilGone(begun: number): Promise<number> {
  await until(
    () => viewed().length === 0,
    () => 'whoever is gone is still shown',
  )
  return performance.now() - begun
}

const slowest = (times: Times): Record<string, number> =>
  Object.fromEntries(
    Object.entries(times)
      .filter(([, all]) => all.length > 0)
      .map(([name, all]) => [`${name}, slowest ms`, Math.round(Math.max(...all))]),
  )

function judge(times: Times, leniency: number): Verdict {
  const verdict = new Verdict()
  for (const [name, all] of Object.entries(times)) {
    const most = (name.startsWith('gone') ? GONE_MS : SOON_MS) * leniency
    for (const ms of all) if (ms > most) verdict.add('late', `${name} after ${Math.round(ms)} ms`)
  }
  return verdict
}
