import { describe, expect, it, vi } from 'vitest'
import type { Context } from './context.ts'
import type { Answer } from './server.ts'
import { keptOpening, START_KEY } from './opening.ts'
import { keptSession } from './session.ts'
import { leaveChat, pursueStart, startChat } from './starting.ts'
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

  it('takes up what the server says of each field', async () => {
    const errors = [{ path: 'fields.order', message: 'must not be empty' }]
    const { context, store } = pageThatHears([
      { success: false, code: 'validation_failed', error: 'Invalid', errors },
    ])
    await startChat(context, mai)
    expect(store.get().startProblem?.fields).toEqual({ 'fields.order': 'must not be empty' })
  })

  it('goes on as anybody else when the site’s word for its visitor is not good', async () => {
    const invalid = { success: false, code: 'identity_invalid', error: 'no' } as const
    const { asked, context, store } = pageThatHears([invalid, started])
    store.set({ identityToken: 'forged' })
    await startChat(context, mai)
    expect(asked).toMatchObject([{ identityToken: 'forged' }, {}])
    expect(asked[1]).not.toHaveProperty('identityToken')
    expect(store.get()).toMatchObject({ identityProblem: { code: 'identity_invalid' } })
    expect(store.get().session?.sessionId).toBe('s')
  })
})

describe('a start with a message', () => {
  const left = { ...mai, content: 'Please call me', isAway: true }

  it('is kept until it is decided, and goes on with the same ids after the page was lost', async () => {
    const { asked, context, store } = pageThatHears([])
    store.set({ link: 'offline' })
    void startChat(context, left)
    const kept = keptOpening(context.storage)
    expect(kept).toMatchObject(left)
    const next = pageThatHears([started])
    await next.context.storage.write({ [START_KEY]: kept })
    if (kept) await pursueStart(next.context, kept)
    expect([...asked, ...next.asked]).toMatchObject([
      {
        content: 'Please call me',
        clientSessionId: kept?.clientSessionId,
        clientMessageId: kept?.clientMessageId,
      },
    ])
    expect(next.store.get()).toMatchObject({ session: { sessionId: 's' }, draft: '' })
    expect(keptOpening(next.context.storage)).toBeNull()
  })

  it('stays in the form when it is refused, and is a new message once it was changed', async () => {
    const refusal = { success: false, code: 'visitor_blocked', error: 'no' } as const
    const { asked, context, store } = pageThatHears([refusal, started])
    await startChat(context, left)
    expect(store.get()).toMatchObject({ isStarting: false, draft: 'Please call me' })
    expect(keptOpening(context.storage)).toBeNull()
    await startChat(context, { ...left, content: 'Please write' })
    const [first, second] = asked as Array<{ clientMessageId?: string }>
    expect(second?.clientMessageId).not.toBe(first?.clientMessageId)
  })

  it('waits in the new chat’s outbox when somebody is there', async () => {
    const { context, store } = pageThatHears([started])
    await startChat(context, { ...mai, content: 'Hello' })
    expect(store.get().thread.outbox).toMatchObject([{ content: 'Hello', state: 'sending' }])
    expect(store.get().draft).toBe('')
  })
})
