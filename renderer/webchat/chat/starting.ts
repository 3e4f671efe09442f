import type { StartedChat } from '../../../server/contract/webchat.ts'
import { type Context, enterSession, problemOf } from './context.ts'
import { newId } from '../../text/ids.ts'
import { dropOutbox } from './outbox.ts'
import type { Answer } from './server.ts'
import { keepVisitor, keptSession, SESSION_KEY, type Session, type Visitor } from './session.ts'
import type { Store } from './store.ts'

const START_KEY = 'start'

/** Starts a chat, once the connection stands. However often it is tried, one session comes of it: the id of the start is made once. */
export async function startChat(context: Context, visitor: Visitor): Promise<void> {
  const { store, storage } = context
  if (store.get().isStarting) return
  store.set({ isStarting: true, startProblem: null })
  keepVisitor(storage, visitor)
  const clientSessionId = storage.get<string>(START_KEY) ?? newId()
  storage.set(START_KEY, clientSessionId)
  const answer = await askToStart(context, visitor, clientSessionId)
  if (store.get().session) return
  if (!answer?.success) {
    const startProblem = answer ? problemOf(answer) : { code: 'unreachable', text: '' }
    store.set({ isStarting: false, startProblem })
    return
  }
  const { sessionId, sessionToken } = answer
  const session: Session = { sessionId, sessionToken, name: visitor.name.trim() }
  storage.set(SESSION_KEY, session)
  storage.remove(START_KEY)
  enterSession(context, session)
}

// What a broken connection left without an answer is asked again when it is back.
async function askToStart(
  { store, ask }: Context,
  { name: customerName, email: customerEmail }: Visitor,
  clientSessionId: string,
): Promise<Answer<StartedChat>> {
  for (;;) {
    await onlineOrStarted(store)
    if (store.get().session) return undefined
    const answer = await ask('startChat', { customerName, customerEmail, clientSessionId })
    if (answer || store.get().link === 'online') return answer
  }
}

/** Waits for the connection, or for another tab to have started the chat. */
const onlineOrStarted = (store: Store) =>
  new Promise<void>((resolve) => {
    const look = () => {
      const { link, session } = store.get()
      if (link !== 'online' && !session) return
      stop()
      resolve()
    }
    const stop = store.subscribe(look)
    look()
  })

/** Leaves a chat for the form. What could not be sent in it waits in the composer of the next. */
export function leaveChat(context: Context): void {
  const { store, storage } = context
  const { session, thread, draft } = store.get()
  if (!session) return
  const unsent = thread.outbox.filter(({ state }) => state !== 'sent').map(({ content }) => content)
  // Another tab may have started the next one already.
  if (keptSession(storage)?.sessionId === session.sessionId) storage.remove(SESSION_KEY)
  dropOutbox(storage, session.sessionId)
  enterSession(context, null)
  store.set({ draft: [...unsent, draft].filter(Boolean).join('\n') })
}
