import { describe, expect, it, vi } from 'vitest'
import type { Context } from './context.ts'
import type { Answer } from './server.ts'
import { keptSession } from './session.ts'
import { leaveChat, startChat } from './starting.ts'
import { browserStorage } from './browser-storage.ts'
import { createStore, initialState } from './store.ts'

vi.stubGlobal('isSecureContext', true)

const mai = { visitor: { name: ' Mai ', email: 'mai@customer.test' } }
const started: Answer<never> = { success: true, sessionId: 's', sessionToken: 't' } as never
const refused: Answer<never> = {
  success: false,
  code: 'rate_limited',
  error: 'Wait',
  retryAfter: 5,
}

function pageThatHears(answers: Array<Answer<never>>) {
  const asked: Array<{ clientSessionId: string }> = []
  const store = createStore({ ...initialState, link: 'online' })
  const ask = async (_event: string, payload: never) => {
    asked.push(payload)
    const answer = answers.shift()
    if (!answer) store.set({ link: 'lost' })
    return answer
  }
  const context: Context = { store, storage: browserStorage(), ask: ask as never }
  return { asked, context, store }
}

describe('starting a chat', () => {
  it('waits for the connection, and asks again with the same id when it broke', async () => {
    const { asked, context, store } = pageThatHears([undefined, started])
    store.set({ link: 'offline' })
    const start = startChat(context, mai)
    expect(asked).toEqual([])
    store.set({ link: 'online' })
    await expect.poll(() => store.get().link).toBe('lost')
    expect(store.get()).toMatchObject({ isStarting: true, startProblem: null })
    store.set({ link: 'online' })
    await start
    expect(new Set(asked.map(({ clientSessionId }) => clientSessionId)).size).toBe(1)
    expect(asked).toHaveLength(2)
    expect(store.get().session).toEqual({ sessionId: 's', sessionToken: 't', name: 'Mai' })
    expect(keptSession(context.storage)).toEqual(store.get().session)
  })

  it('shows why it was refused, until when, and keeps who was there', async () => {
    const { asked, context, store } = pageThatHears([refused, started])
    await startChat(context, mai)
    expect(store.get()).toMatchObject({ session: null, isStarting: false })
    expect(store.get().startProblem).toMatchObject({ code: 'rate_limited', text: 'Wait' })
    expect(store.get().startProblem?.until).toBeGreaterThan(Date.now())
    await startChat(context, mai)
    expect(asked[1]).toEqual(asked[0])
    expect(store.get().startProblem).toBeNull()
  })

  it('makes a new id for the next chat', async () => {
    const { asked, context } = pageThatHears([started, started])
    await startChat(context, mai)
    leaveChat(context)
    await startChat(context, mai)
    expect(asked[1]?.clientSessionId).not.toBe(asked[0]?.clientSessionId)
  })

  it('starts no second chat beside one that another tab has started meanwhile', async () => {
    const { asked, context, store } = pageThatHears([started])
    store.set({ link: 'lost' })
    const start = startChat(context, mai)
    store.set({
      session: { sessionId: 'other', sessionToken: 't', name: 'Mai' },
      isStarting: false,
    })
    await start
    expect(asked).toEqual([])
    expect(store.get().session?.sessionId).toBe('other')
  })
})
