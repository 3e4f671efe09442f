import type { StartedChat } from '../../../server/contract/webchat.ts'
import { keysOf } from '../../files/waiting.ts'
import { type Context, enterSession, pause, problemOf, until } from './context.ts'
import { withoutFiles } from './kept-files.ts'
import { type Opening, openingOf, START_KEY, type StartRequest } from './opening.ts'
import { keptMessage, withoutOutbox } from './outbox.ts'
import { type Answer, retryMs } from './server.ts'
import { DRAFT_KEY, keptSession, SESSION_KEY, type Session, VISITOR_KEY } from './session.ts'
import type { Changes } from './storage.ts'
import type { Store } from './store.ts'
import { reportOf } from './visiting.ts'

/** Starts a chat, once the connection stands. With a message in it the start outlives the page. */
export async function startChat(context: Context, request: StartRequest): Promise<void> {
  const { store, storage } = context
  if (store.get().isStarting) return
  store.set({ isStarting: true, startProblem: null })
  const opening = openingOf(storage, { ...request, proactiveId: store.get().proactive?.id })
  await storage.write({ [VISITOR_KEY]: request.visitor, [START_KEY]: opening })
  await pursueStart(context, opening)
}

/** Goes on with a start until it is decided. */
export async function pursueStart(context: Context, opening: Opening): Promise<void> {
  const { store, storage } = context
  const { content } = opening
  store.set({ isStarting: true, startProblem: null })
  if (content !== undefined) store.set({ draft: content })
  const answer = await askToStart(context, opening)
  if (isOver(context, opening)) return
  if (!answer?.success) {
    const startProblem = answer ? problemOf(answer) : { code: 'unreachable', text: '' }
    store.set({ isStarting: false, startProblem })
    const { content: _, ...again } = opening
    await storage.write({ [START_KEY]: again })
    return
  }
  const { sessionId, sessionToken } = answer
  const session: Session = { sessionId, sessionToken, name: opening.visitor.name.trim() }
  const done = storage.write({
    [SESSION_KEY]: session,
    [START_KEY]: undefined,
    ...(content !== undefined && { [DRAFT_KEY]: undefined }),
    ...firstMessage(opening, sessionId),
  })
  if (content !== undefined) store.set({ draft: '' })
  await done
  enterSession(context, session)
}

// A message that was left came with the start; any other waits like all that are written.
function firstMessage(opening: Opening, sessionId: string): Changes {
  const { content, clientMessageId, at, isAway } = opening
  if (content === undefined || isAway) return {}
  return keptMessage(sessionId, { clientMessageId, content, at, state: 'sending' })
}

// What a broken connection left without an answer is asked again when it is back, and a message goes on by itself.
async function askToStart(context: Context, opening: Opening): Promise<Answer<StartedChat>> {
  const { store } = context
  for (;;) {
    await onlineOrStarted(store)
    if (isOver(context, opening)) return undefined
    const answer = await askOnce(context, opening)
    if (answer && !answer.success && answer.code === 'identity_invalid') {
      // The site's word is not good: the visitor is who they say, like anybody else.
      store.set({ identityToken: null, identityProblem: problemOf(answer) })
      continue
    }
    if (opening.content === undefined) {
      if (answer || store.get().link === 'online') return answer
      continue
    }
    const wait = retryMs(answer)
    if (answer && wait === undefined) return answer
    if (answer && !answer.success) store.set({ startProblem: problemOf(answer) })
    if (store.get().link === 'online') await pause(wait ?? 0)
    store.set({ startProblem: null })
  }
}

// Another tab was first, or another person sits here since it was asked for.
const isOver = ({ store, storage }: Context, { clientSessionId }: Opening) =>
  store.get().session !== null ||
  storage.get<Partial<Opening>>(START_KEY)?.clientSessionId !== clientSessionId

function askOnce(context: Context, opening: Opening): Promise<Answer<StartedChat>> {
  const { visitor, fields, content, clientSessionId, clientMessageId, isAway, proactiveId } =
    opening
  const { identityToken } = context.store.get()
  const payload = {
    customerName: visitor.name,
    customerEmail: visitor.email,
    clientSessionId,
    proactiveId,
    ...(fields && { fields }),
    ...(identityToken !== null && { identityToken }),
    ...reportOf(context),
  }
  return isAway && content !== undefined
    ? context.ask('leaveMessage', { ...payload, content, clientMessageId })
    : context.ask('startChat', payload)
}

/** Waits for the connection, or for another tab to have started the chat. */
const onlineOrStarted = (store: Store) =>
  until(store, ({ link, session }) => link === 'online' || session !== null)

/** Leaves a chat for the form. What could not be sent in it waits in the composer of the next. */
export function leaveChat(context: Context): void {
  const { store, storage } = context
  const { session, thread, draft: written } = store.get()
  if (!session) return
  const sent = thread.outbox.filter(({ state }) => state === 'sent')
  const unsent = thread.outbox.filter((each) => !sent.includes(each)).map(({ content }) => content)
  const draft = [...unsent, written].filter(Boolean).join('\n')
  // Another tab may have started the next one already.
  const isKept = keptSession(storage)?.sessionId === session.sessionId
  void storage.write({
    ...(isKept && { [SESSION_KEY]: undefined }),
    ...withoutOutbox(storage, session.sessionId),
    ...withoutFiles(sent.flatMap(({ attachments }) => keysOf(attachments))),
    [DRAFT_KEY]: draft || undefined,
  })
  enterSession(context, null)
  store.set({ draft })
}
