import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Context, dispatch } from './context.ts'
import { sending, type Sending } from './sending.ts'
import type { Answer } from './server.ts'
import { browserStorage } from './browser-storage.ts'
import { createStore, initialState } from './store.ts'
import type { Outgoing } from './thread.ts'

const session = { sessionId: 's', sessionToken: 't', name: 'Mai' }
const stored = (seq: number): Answer<never> =>
  ({ success: true, messageId: `m${seq}`, seq, sentAt: '2026-11-22T08:00:00.000Z' }) as never
const refusal = (code: string): Answer<never> => ({ success: false, error: code, code })

function chatThatHears(answers: Array<Answer<never>>, options: Partial<Sending> = { wait: 1 }) {
  const asked: Array<{ clientMessageId: string; content: string }> = []
  let underWay = 0
  const ask = async (_event: string, payload: never) => {
    expect(++underWay).toBe(1)
    asked.push(payload)
    await Promise.resolve()
    underWay--
    return answers.shift()
  }
  const store = createStore({ ...initialState, session, link: 'online' })
  const context: Context = { store, storage: browserStorage(), ask: ask as never }
  const write = (clientMessageId: string, at: number) => {
    const outgoing: Outgoing = { clientMessageId, content: clientMessageId, at, state: 'sending' }
    dispatch(context, { kind: 'written', outgoing })
  }
  return { store, context, asked, write, send: sending(context, options) }
}
const ids = (asked: Array<{ clientMessageId: string }>) => asked.map((each) => each.clientMessageId)

describe('sending', () => {
  afterEach(() => void vi.useRealTimers())

  it('repeats what nobody acknowledged with the same id before it sends the next', async () => {
    const { store, asked, write, send } = chatThatHears([
      undefined,
      undefined,
      stored(1),
      stored(2),
    ])
    write('a', 1)
    write('b', 2)
    await Promise.all([send(), send()])
    expect(ids(asked)).toEqual(['a', 'a', 'a', 'b'])
    expect(store.get().thread.messages.map(({ seq }) => seq)).toEqual([1, 2])
    expect(store.get().thread.outbox).toEqual([])
  })

  it('tries again what the server could not do just now, and fails what it refuses', async () => {
    const { store, asked, write, send } = chatThatHears([
      refusal('internal_error'),
      refusal('message_too_long'),
      stored(1),
    ])
    write('a', 1)
    write('b', 2)
    await send()
    expect(ids(asked)).toEqual(['a', 'a', 'b'])
    expect(store.get().thread.outbox).toMatchObject([
      { clientMessageId: 'a', state: 'failed', reason: { code: 'message_too_long' } },
    ])
  })

  it('shows a fault of the server that does not end as failed, and sends what follows', async () => {
    const faults = Array.from({ length: 5 }, () => refusal('internal_error'))
    const { asked, context, store, write, send } = chatThatHears([...faults, stored(1), stored(2)])
    write('poison', 1)
    write('b', 2)
    await send()
    expect(ids(asked)).toEqual([...Array.from({ length: 5 }, () => 'poison'), 'b'])
    expect(store.get().thread.outbox).toMatchObject([
      { clientMessageId: 'poison', state: 'failed', reason: { code: 'internal_error' } },
    ])
    dispatch(context, { kind: 'retried', clientMessageId: 'poison', at: 3 })
    await send()
    expect(ids(asked).at(-1)).toBe('poison')
    expect(store.get().thread).toMatchObject({ outbox: [], headSeq: 2 })
  })

  it('never counts what says nothing of the message as its fault', async () => {
    const passing = [
      'unavailable',
      'draining',
      'rate_limited',
      'unavailable',
      'draining',
      'unavailable',
    ]
    const { asked, store, write, send } = chatThatHears([
      ...passing.map(refusal),
      undefined,
      refusal('internal_error'),
      stored(1),
    ])
    write('a', 1)
    await send()
    expect(asked).toHaveLength(9)
    expect(store.get().thread.outbox).toEqual([])
  })

  it('says how far the customer has read, so that nothing counts as read by a message they wrote before it', async () => {
    const { asked, context, write, send } = chatThatHears([stored(7)])
    dispatch(context, { kind: 'read', by: 'customer', seq: 4 })
    write('a', 1)
    await send()
    expect(asked).toMatchObject([{ clientMessageId: 'a', seenSeq: 4 }])
  })

  it('has the line looked at once it answers nothing, and not while it answers', async () => {
    vi.useFakeTimers()
    const verify = vi.fn<() => void>()
    const { context, write } = chatThatHears([], {})
    let answer: (answer: Answer<never>) => void = () => {}
    const ask = () => new Promise<Answer<never>>((resolve) => (answer = resolve))
    const send = sending({ ...context, ask }, { verify })
    write('a', 1)
    const sent = send()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(verify).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(verify).toHaveBeenCalledOnce()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(verify).toHaveBeenCalledOnce()
    answer(stored(1))
    await sent
    write('b', 2)
    const next = send()
    await vi.advanceTimersByTimeAsync(1_000)
    answer(stored(2))
    await next
    await vi.advanceTimersByTimeAsync(10_000)
    expect(verify).toHaveBeenCalledOnce()
  })

  it('stops when the connection breaks and keeps the message for when it is back', async () => {
    const { store, context, asked, write, send } = chatThatHears([undefined, stored(1)])
    write('a', 1)
    const first = send()
    await expect.poll(() => asked.length).toBe(1)
    store.set({ link: 'offline' })
    await first
    expect(ids(asked)).toEqual(['a'])
    expect(context.storage.keys()).toEqual(['outbox.s.a'])
    store.set({ link: 'online' })
    await send()
    expect(ids(asked)).toEqual(['a', 'a'])
    expect(context.storage.keys()).toEqual([])
  })

  it('shows the chat as closed when the server says so', async () => {
    const { store, write, send } = chatThatHears([refusal('session_closed')])
    write('a', 1)
    await send()
    expect(store.get().thread).toMatchObject({ status: 'closed', outbox: [{ state: 'failed' }] })
  })
})
