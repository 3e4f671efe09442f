import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserStorage } from './browser-storage.ts'
import { type Context, dispatch, enterSession } from './context.ts'
import { identifying } from './identifying.ts'
import { startChat } from './starting.ts'
import { keptSession, type Session, SESSION_KEY } from './session.ts'
import type { Answer } from './server.ts'
import { createStore, initialState } from './store.ts'

const tokenOf = (sub: string) => `x.${btoa(JSON.stringify({ sub }))}.x`
const ivys: Session = { sessionId: 's', sessionToken: 't', name: 'Ivy', sub: '7' }

/** A page on which Ivy has written, and whose server answers this. */
function pageOf(session: Session, answer?: Answer<object>) {
  const asked: unknown[] = []
  let now = answer
  const ask = async (event: string, payload: object) => {
    asked.push({ event, ...payload })
    return now
  }
  const store = createStore({ ...initialState, link: 'online' })
  const context: Context = { store, storage: browserStorage(), ask: ask }
  void context.storage.write({ [SESSION_KEY]: session })
  enterSession(context, session)
  dispatch(context, {
    kind: 'written',
    outgoing: { clientMessageId: 'x', content: 'my diagnosis', at: 1, state: 'sending' },
  })
  store.set({ draft: 'and more of it' })
  return { asked, context, store, answerWith: (next: Answer<object>) => (now = next) }
}

const leftOf = ({ context, store }: ReturnType<typeof pageOf>) => {
  const { session, draft, thread } = store.get()
  return { session, draft, outbox: thread.outbox, kept: context.storage.keys() }
}
const NOTHING = { session: null, draft: '', outbox: [], kept: [] }

describe('who sits at a browser', () => {
  afterEach(() => void vi.useRealTimers())

  it('is told to the server, and kept with the chat', async () => {
    const { sub: _, ...unnamed } = ivys
    const page = pageOf(unnamed, { success: true })
    page.store.set({ identityToken: tokenOf('7') })
    await identifying(page.context)()
    expect(page.asked).toMatchObject([{ event: 'identify', sessionId: 's' }])
    expect(keptSession(page.context.storage)?.sub).toBe('7')
  })

  it.each([
    ['no answer', undefined],
    ['a server that is away', { success: false, code: 'unavailable', error: '', retryAfter: 2 }],
    ['too much at once', { success: false, code: 'rate_limited', error: '', retryAfter: 9 }],
  ] as const)('is told again after %s, and the site hears of no failure', async (_why, refusal) => {
    vi.useFakeTimers()
    const { sub: _, ...unnamed } = ivys
    const page = pageOf(unnamed, refusal)
    page.store.set({ identityToken: tokenOf('7') })
    const identify = identifying(page.context)
    await identify()
    await identify()
    expect(page.asked).toHaveLength(1)
    page.answerWith({ success: true })
    await vi.advanceTimersByTimeAsync((refusal?.retryAfter ?? 5) * 1_000)
    expect(page.asked).toHaveLength(2)
    expect(keptSession(page.context.storage)?.sub).toBe('7')
    expect(page.store.get().identityProblem).toBeNull()
  })

  it('never sees or sends what the person before them wrote, not even without a connection', async () => {
    const page = pageOf(ivys)
    page.store.set({ link: 'offline', identityToken: tokenOf('8') })
    await identifying(page.context)()
    expect(page.asked).toEqual([])
    expect(leftOf(page)).toEqual(NOTHING)
  })

  it('leaves a chat that the server knows for another person’s', async () => {
    const { sub: _, ...unnamed } = ivys
    const code = 'not_allowed'
    const page = pageOf(unnamed, { success: false, code, error: code })
    page.store.set({ identityToken: tokenOf('8') })
    await identifying(page.context)()
    expect(leftOf(page)).toEqual(NOTHING)
  })

  it('begins nothing that the person before them had asked for', async () => {
    const page = pageOf(ivys)
    enterSession(page.context, null)
    page.store.set({ link: 'offline' })
    const visitor = { name: 'Ivy', email: 'ivy@x.test' }
    const starting = startChat(page.context, { visitor, content: 'my diagnosis' })
    enterSession(page.context, ivys)
    page.store.set({ identityToken: tokenOf('8') })
    await identifying(page.context)()
    page.store.set({ link: 'online' })
    await starting
    expect(page.asked).toEqual([])
  })
})

it('whoever listens to the state hears its newest last, also when another listener changed it', () => {
  const store = createStore()
  store.subscribe(({ draft }) => draft === 'first' && store.set({ draft: 'second' }))
  const heard: string[] = []
  store.subscribe(({ draft }) => void heard.push(draft))
  store.set({ draft: 'first' })
  expect(heard.at(-1)).toBe('second')
})
