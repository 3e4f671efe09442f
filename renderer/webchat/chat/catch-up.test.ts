import { describe, expect, it, vi } from 'vitest'
import type { ChatMessage } from '../../../server/contract/webchat.ts'
import { catchingUp } from './catch-up.ts'
import { type Context, dispatch } from './context.ts'
import type { Answer, ChatSocket } from './server.ts'
import { DRAFT_KEY, SESSION_KEY } from './session.ts'
import { browserStorage } from './browser-storage.ts'
import { createStore, initialState } from './store.ts'

const session = { sessionId: 's', sessionToken: 't', name: 'Mai' }
const message = (seq: number) =>
  ({ id: `m${seq}`, sessionId: 's', seq, senderType: 'agent', senderName: 'Linh' }) as ChatMessage
const PAGE = 3
const line = { connected: true, id: 'c', disconnect: () => line } as unknown as ChatSocket

/** A page whose server holds `count` messages and answers them in pages. */
function pageBehind(count: number, refusal?: Answer<never>) {
  const asked: number[] = []
  const ask = async (_event: string, { afterSeq }: { afterSeq: number }) => {
    asked.push(afterSeq)
    if (refusal) return refusal
    const messages = Array.from({ length: count }, (_, index) => message(index + 1))
    return {
      success: true,
      messages: messages.slice(afterSeq, afterSeq + PAGE),
      agent: null,
      status: 'active',
      headSeq: count,
      customerReadSeq: 0,
      agentReadSeq: 0,
      agentGotSeq: 0,
    }
  }
  const store = createStore({ ...initialState, session })
  const context: Context = { store, storage: browserStorage(), ask: ask as never }
  void context.storage.write({ [SESSION_KEY]: session })
  return { asked, context, store }
}

describe('catching up', () => {
  it('asks on, page after page, until everything is here', async () => {
    const { asked, context, store } = pageBehind(8)
    expect(await catchingUp(context, line)()).toBe(true)
    expect(asked).toEqual([0, 3, 6])
    expect(store.get().thread.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(store.get().isLoaded).toBe(true)
  })

  it('asks once for everybody who wants it, and looks again for who came meanwhile', async () => {
    const { asked, context } = pageBehind(2)
    const catchUp = catchingUp(context, line)
    expect(await Promise.all([catchUp(), catchUp(), catchUp()])).toEqual([true, true, true])
    expect(asked).toEqual([0, 2])
  })

  it.each(['not_allowed', 'session_not_found'])(
    'leaves a chat that is gone (%s) and keeps what was not sent in it for the next',
    async (code) => {
      const { context, store } = pageBehind(0, { success: false, code, error: code })
      const clientMessageId = 'x'
      dispatch(context, {
        kind: 'written',
        outgoing: { clientMessageId, content: 'my question', at: 1, state: 'sending' },
      })
      store.set({ draft: 'and more' })
      expect(await catchingUp(context, line)()).toBe(false)
      expect(store.get()).toMatchObject({ session: null, draft: 'my question\nand more' })
      expect(context.storage.keys()).toEqual([DRAFT_KEY])
    },
  )

  it('ends the chat of who is blocked, at once, however long they are', async () => {
    const code = 'visitor_blocked'
    const { context, store } = pageBehind(0, {
      success: false,
      code,
      error: code,
      retryAfter: 86_400,
    })
    expect(await catchingUp(context, line)()).toBe(true)
    expect(store.get()).toMatchObject({ session, thread: { status: 'closed' }, isLoaded: true })
  })

  it('makes a new connection where the present one answers nothing', async () => {
    vi.useFakeTimers()
    const { context } = pageBehind(1)
    const asked = vi.fn<() => Promise<undefined>>(async () => undefined)
    const dead = { connected: true, id: 'c' }
    const renewed = vi.fn<() => void>(() => void (dead.connected = false))
    const ends = { ...dead, connect: renewed }
    const socket = Object.assign(dead, { disconnect: () => ends }) as unknown as ChatSocket
    const caughtUp = catchingUp({ ...context, ask: asked }, socket)()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await caughtUp).toBe(false)
    expect(renewed).toHaveBeenCalledOnce()
    vi.useRealTimers()
  })
})
