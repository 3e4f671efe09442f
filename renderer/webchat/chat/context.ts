import { apply } from './apply.ts'
import { keptOutbox, outboxChanges } from './outbox.ts'
import type { Ask, Refused } from './server.ts'
import { keptSession, type Session } from './session.ts'
import type { Storage } from './storage.ts'
import type { ChatState, Problem, Store } from './store.ts'
import { emptyThread, type Fact } from './thread.ts'

/** What every part of the chat works with. */
export interface Context {
  ask: Ask
  storage: Storage
  store: Store
}

/** Lets a fact change the thread, and storage keep what is still to be sent. */
export function dispatch({ store, storage }: Context, fact: Fact): void {
  const { thread, session } = store.get()
  const next = apply(thread, fact)
  if (next === thread || !session) return
  store.set({ thread: next })
  const changes = Object.entries(outboxChanges(session.sessionId, next.outbox, thread.outbox))
  const news = changes.filter(([key, value]) => storage.get(key) !== value)
  if (news.length > 0) void storage.write(Object.fromEntries(news))
}

/** Turns the page to a session, or to none. */
export function enterSession(
  { store, storage }: Pick<Context, 'store' | 'storage'>,
  session: Session | null,
): void {
  const outbox = session ? keptOutbox(storage, session.sessionId) : []
  store.set({
    session,
    thread: { ...emptyThread, outbox },
    isLoaded: false,
    proactive: null,
    isStarting: false,
    startProblem: null,
    sendProblem: null,
    typing: null,
  })
}

/** Turns the page to the session this browser keeps: another tab may have started or left it. */
export function followKeptSession(context: Context): boolean {
  const kept = keptSession(context.storage)
  if (kept?.sessionId === context.store.get().session?.sessionId) return false
  enterSession(context, kept)
  return true
}

/** Whether the socket may still be spoken to in this session. */
export const isOnlineIn = ({ store }: Context, session: Session) =>
  store.get().link === 'online' && store.get().session === session

/** A refusal as it is shown. */
export const problemOf = ({ code, error, retryAfter, errors }: Refused): Problem => ({
  code,
  text: error,
  ...(retryAfter !== undefined && { until: Date.now() + retryAfter * 1_000 }),
  ...(errors && { fields: Object.fromEntries(errors.map(({ path, message }) => [path, message])) }),
})

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Waits until the state of the page is so, or until the time is up. */
export const until = (store: Store, isSo: (state: ChatState) => boolean, ms?: number) =>
  new Promise<void>((resolve) => {
    const end = () => {
      stop()
      resolve()
    }
    const look = () => void (isSo(store.get()) && end())
    const stop = store.subscribe(look)
    if (ms !== undefined) setTimeout(end, ms)
    look()
  })
