import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sendOnce } from './command.ts'
import { connect, disconnect } from './connection.ts'
import { message } from './facts.fixture.ts'
import { threadWanted } from './learn.ts'
import type { Outgoing } from './outgoing.ts'
import { change, learnAnswer, world } from './store.ts'

type Listener = (told: object) => void
const line = vi.hoisted(() => ({
  listeners: new Map<string, Listener>(),
  asked: [] as string[],
  closed: 0,
  /** What the server still answers. */
  answers: {} as Record<string, object>,
}))

// A line that says it stands, whatever becomes of the server.
vi.mock('./socket.ts', () => ({
  makeSocket: () => ({
    connected: true,
    on: (event: string, listener: Listener) => line.listeners.set(event, listener),
    connect: () => undefined,
    disconnect: () => undefined,
    io: { on: () => undefined, engine: { on: () => undefined, close: () => ++line.closed } },
    timeout: (ms: number) => ({
      emitWithAck: (event: string) => {
        line.asked.push(event)
        return new Promise((resolve, reject) => {
          if (line.answers[event]) resolve(line.answers[event])
          else setTimeout(() => reject(new Error('no answer')), ms)
        })
      },
    }),
  }),
}))
vi.mock('./wake.ts', () => ({ watchWake: () => () => undefined }))

const letter = (clientMessageId: string) =>
  ({ conversationId: 'c', content: 'Hello', visibility: 'public', clientMessageId }) as Outgoing

beforeEach(() => {
  vi.useFakeTimers()
  Object.assign(line, { asked: [], closed: 0, answers: {} })
  connect('a', () => undefined)
  line.listeners.get('hello')?.({ head: 0, agent: { id: 'a' } })
})
afterEach(() => {
  disconnect()
  vi.useRealTimers()
})

test('an answer that was on its way at signing out is not taken in for whoever signs in next', async () => {
  const answer = Promise.withResolvers<string>()
  const taken: string[] = []
  const asking = learnAnswer(
    () => answer.promise,
    (now, name) => {
      taken.push(name)
      return now
    },
  )
  disconnect()
  connect('b', () => undefined)
  line.listeners.get('hello')?.({ head: 0, agent: { id: 'b' } })
  answer.resolve('Mai')
  await asking
  expect(taken).toEqual([])
})

const sent = [
  { success: true, message: message('m', 1) },
  { success: true, scheduled: { id: 's', conversationId: 'c1' } },
]
/** What a window shows of the messages that were sent. */
const shown = () => [
  ...(world().threads.c1?.messages ?? []).map(({ id }) => id),
  ...Object.keys(world().scheduled),
]

test.each(sent)('what was sent shows as soon as the server has it (%#)', async (answer) => {
  Object.assign(line.answers, { send: answer })
  change((now) => threadWanted(now, 'c1'))
  expect(await sendOnce(letter('x'))).toEqual({ result: 'stored' })
  expect(shown()).toHaveLength(1)
})

test.each(sent)(
  'a message whose answer was on its way at signing out is sent, and not shown to whoever signs in next (%#)',
  async (answer) => {
    const late = Promise.withResolvers<object>()
    Object.assign(line.answers, { send: late.promise })
    const sending = sendOnce(letter('x'))
    disconnect()
    connect('b', () => undefined)
    line.listeners.get('hello')?.({ head: 0, agent: { id: 'b' } })
    change((now) => threadWanted(now, 'c1'))
    late.resolve(answer)
    expect(await sending).toEqual({ result: 'stored' })
    expect(shown()).toEqual([])
  },
)

const questions = () => line.asked.filter((event) => event === 'catchUp')

test('a message that is not answered has a dead line replaced, long before the line is looked at anyway', async () => {
  const attempts = ['x', 'y', 'z'].map((id) => sendOnce(letter(id)))
  await vi.advanceTimersByTimeAsync(3_000)
  expect(questions()).toHaveLength(0)
  await vi.advanceTimersByTimeAsync(12_000)
  expect(questions()).toHaveLength(1)
  expect(line.closed).toBe(1)
  expect(await Promise.all(attempts)).toEqual(attempts.map(() => ({ result: 'unanswered' })))
})

test('a line on which only this message is not answered stays, and is asked once for each attempt', async () => {
  Object.assign(line.answers, { catchUp: { success: true, events: [], head: 0, tooOld: false } })
  const attempt = sendOnce(letter('x'))
  await vi.advanceTimersByTimeAsync(11_000)
  expect(await attempt).toEqual({ result: 'unanswered' })
  expect(questions()).toHaveLength(1)
  expect(line.closed).toBe(0)
})

test('a message that is answered in time asks nothing', async () => {
  Object.assign(line.answers, { send: { success: true } })
  expect(await sendOnce(letter('x'))).toMatchObject({ result: 'stored' })
  await vi.advanceTimersByTimeAsync(15_000)
  expect(questions()).toHaveLength(0)
})
