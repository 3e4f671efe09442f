import { type Context, enterSession, problemOf } from './context.ts'
import { newId } from '../../text/ids.ts'
import { dropOutbox } from './outbox.ts'
import { keepVisitor, SESSION_KEY, type Session, type Visitor } from './session.ts'

const START_KEY = 'start'

/** Starts a chat. However often it is tried, one session comes of it: the id of the start is made once. */
export async function startChat(context: Context, visitor: Visitor): Promise<void> {
  const { store, storage, ask } = context
  if (store.get().isStarting) return
  store.set({ isStarting: true, startProblem: null })
  keepVisitor(storage, visitor)
  const clientSessionId = storage.get<string>(START_KEY) ?? newId()
  storage.set(START_KEY, clientSessionId)
  const { name: customerName, email: customerEmail } = visitor
  const answer = await ask('startChat', { customerName, customerEmail, clientSessionId })
  if (store.get().session) return
  if (!answer?.success) {
    const startProblem = answer ? problemOf(answer) : { code: 'unreachable', text: '' }
    store.set({ isStarting: false, startProblem })
    return
  }
  const { sessionId, sessionToken } = answer
  const session: Session = { sessionId, sessionToken, name: customerName.trim() }
  storage.set(SESSION_KEY, session)
  storage.remove(START_KEY)
  enterSession(context, session)
}

/** Leaves a closed chat for the form. What could not be sent in it waits in the composer of the next. */
export function leaveChat(context: Context): void {
  const { store, storage } = context
  const { session, thread, draft } = store.get()
  if (!session) return
  const unsent = thread.outbox.filter(({ state }) => state !== 'sent').map(({ content }) => content)
  storage.remove(SESSION_KEY)
  dropOutbox(storage, session.sessionId)
  enterSession(context, null)
  store.set({ draft: [...unsent, draft].filter(Boolean).join('\n') })
}
