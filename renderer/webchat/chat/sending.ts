import type { SentMessage } from '../../../server/contract/webchat.ts'
import { keysLeaving } from '../../files/waiting.ts'
import { type Context, dispatch, isOnlineIn, problemOf, until } from './context.ts'
import { type Answer, isPassing } from './server.ts'
import type { Session } from './session.ts'
import type { Store } from './store.ts'
import { nextToSend, type Outgoing } from './thread.ts'
import { inTurn } from './turn.ts'
import { bringFiles, goAgain, type Uploading, uploading } from './uploading.ts'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 15_000
// After so many attempts a fault of the server is shown rather than tried again: what follows must not wait for it.
const PATIENCE = 5
// A line that answers nothing for so long may be dead, whatever it says of itself.
const DOUBT_MS = 4_000

/** How a chat sends. */
export interface Sending {
  wait: number
  way: Uploading
  /** Asks whether the line still stands, and makes a new one where it does not. */
  verify: () => unknown
  /** Sends what waits, later than now. */
  again: () => void
}

/** Sends what waits in the outbox, in order and one at a time, until it is empty or the connection breaks. */
export function sending(context: Context, options: Partial<Sending>): () => Promise<void> {
  let run: Promise<void> | null = null
  let isDue = false
  const all = async () => {
    do {
      isDue = false
      if (hasWork(context)) await inTurn(() => empty(context, how), patienceFor(context))
    } while (isDue)
  }
  const send = () => {
    isDue = run !== null
    run ??= all().finally(() => (run = null))
    return run
  }
  const how = {
    wait: FIRST_WAIT_MS,
    way: uploading,
    verify: () => {},
    again: () => void send(),
    ...options,
  }
  // What of a message that is out of the outbox, wherever it was taken out, is on its way goes no further.
  context.store.subscribe(({ thread }, before) =>
    how.way.transfers.forget(...keysLeaving(before.thread.outbox, thread.outbox)),
  )
  return send
}

function hasWork(context: Context): boolean {
  const { session, thread } = context.store.get()
  return session !== null && isOnlineIn(context, session) && nextToSend(thread) !== undefined
}

// Whoever uploads has its turn for as long as that may take: two tabs do not send the same bytes.
const UPLOAD_PATIENCE_MS = 300_000
const patienceFor = ({ store }: Context) =>
  nextToSend(store.get().thread)?.attachments && UPLOAD_PATIENCE_MS

async function empty(context: Context, how: Sending): Promise<void> {
  const { store } = context
  let { wait } = how
  let faults = 0
  for (;;) {
    const { session, thread } = store.get()
    const next = nextToSend(thread)
    if (!session || !next || !isOnlineIn(context, session)) return
    const answer = await ask(context, session, { next, how })
    if (answer === null || store.get().session !== session) return
    if (isFault(answer)) faults++
    const retryMs = settle(context, answer, { next, how, isLast: faults === PATIENCE })
    if (retryMs === undefined) {
      wait = how.wait
      faults = 0
      continue
    }
    await pauseFor(store, next, Math.max(wait, retryMs))
    store.set({ sendProblem: null })
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }
}

// No longer than it is this message's turn: the chat may be left, and a message removed.
const pauseFor = (store: Store, { clientMessageId }: Outgoing, ms: number) =>
  until(store, ({ thread }) => nextToSend(thread)?.clientMessageId !== clientMessageId, ms)

const isFault = (answer: Answer<SentMessage>) =>
  answer?.success === false && answer.code === 'internal_error'

interface Attempt {
  next: Outgoing
  how: Sending
}

async function ask(
  context: Context,
  session: Session,
  { next, how }: Attempt,
): Promise<Answer<SentMessage> | null> {
  const { sessionId } = session
  const { clientMessageId, content } = next
  const files = await bringFiles(context, how, next)
  if (!Array.isArray(files)) return files
  // The connection may have broken meanwhile: on a new one the chat is resumed first, or this would be refused for good.
  if (!isOnlineIn(context, session)) return undefined
  const doubting = setTimeout(how.verify, DOUBT_MS)
  const answer = await context.ask('sendMessage', {
    sessionId,
    content,
    senderType: 'customer',
    clientMessageId,
    seenSeq: context.store.get().thread.customerReadSeq,
    attachmentIds: files,
  })
  clearTimeout(doubting)
  return answer
}

/** Answers how long to wait before it is tried again, or nothing when it is decided. */
function settle(
  context: Context,
  answer: Answer<SentMessage>,
  { next, how, isLast }: Attempt & { isLast: boolean },
): number | undefined {
  const { clientMessageId } = next
  if (!answer) return 0
  if (answer.success) {
    const { sessionId = '' } = context.store.get().session ?? {}
    dispatch(context, { kind: 'acknowledged', sessionId, clientMessageId, answer })
    return undefined
  }
  if (isPassing(answer) && !(isLast && isFault(answer))) {
    if (answer.retryAfter !== undefined) context.store.set({ sendProblem: problemOf(answer) })
    return (answer.retryAfter ?? 0) * 1_000
  }
  if (answer.code === 'file_not_found' && goAgain(context, how.way, next)) return undefined
  const reason = { code: answer.code, text: answer.error }
  dispatch(context, { kind: 'refused', clientMessageId, reason })
  if (answer.code === 'session_closed') dispatch(context, { kind: 'closed' })
  return undefined
}
