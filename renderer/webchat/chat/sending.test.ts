import { describe, expect, it } from 'vitest'
import { type Context, dispatch } from './context.ts'
import { sending } from './sending.ts'
import type { Answer } from './server.ts'
import { browserStorage } from './browser-storage.ts'
import { createStore, initialState } from './store.ts'
import type { Outgoing } from './thread.ts'

const session = { sessionId: 's', sessionToken: 't', name: 'Mai' }
const stored = (seq: number): Answer<never> =>
  ({ success: true, messageId: `m${seq}`, seq, sentAt: '2026-11-22T08:00:00.000Z' }) as never
const refusal = (code: string): Answer<never> => ({ success: false, error: code, code })

function chatThatHears(answers: Array<Answer<never>>) {
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
  return { store, context, asked, write, send: sending(context, 1) }
}
const ids = (asked: Array<{ clientMessageId: string }>) => asked.map((each) => each.clientMessageId)

describe('sending', () => {
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
