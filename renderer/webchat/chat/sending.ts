import { type Context, dispatch, isOnlineIn, pause, problemOf } from './context.ts'
import type { Refused } from './server.ts'
import type { Session } from './session.ts'
import { nextToSend, type Outgoing } from './thread.ts'
import { inTurn } from './turn.ts'
import { bringFiles, goAgain, type Uploading, uploading } from './uploading.ts'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 15_000
// Refusals that say nothing of what was to be sent.
const PASSING = new Set(['rate_limited', 'internal_error', 'draining', 'unavailable'])

/** Whether the same may be accepted later. */
export const isPassing = ({ code }: Refused) => PASSING.has(code)

/** Sends what waits in the outbox, in order and one at a time, until it is empty or the connection breaks. */
export function sending(
  context: Context,
  wait = FIRST_WAIT_MS,
  way = uploading,
): () => Promise<void> {
  let run: Promise<void> | null = null
  let again = false
  const all = async () => {
    do {
      again = false
      if (hasWork(context)) await inTurn(() => empty(context, wait, way), patienceFor(context))
    } while (again)
  }
  return () => {
    again = run !== null
    run ??= all().finally(() => (run = null))
    return run
  }
}

function hasWork(context: Context): boolean {
  const { session, thread } = context.store.get()
  return session !== null && isOnlineIn(context, session) && nextToSend(thread) !== undefined
}

// Whoever uploads has its turn for as long as that may take: two tabs do not send the same bytes.
const UPLOAD_PATIENCE_MS = 300_000
const patienceFor = ({ store }: Context) =>
  nextToSend(store.get().thread)?.attachments && UPLOAD_PATIENCE_MS

async function empty(context: Context, firstWait: number, way: Uploading): Promise<void> {
  const { store } = context
  let wait = firstWait
  for (;;) {
    const { session, thread } = store.get()
    const next = nextToSend(thread)
    if (!session || !next || !isOnlineIn(context, session)) return
    const retryMs = await sendOne(context, session, next, way)
    if (retryMs === undefined) {
      wait = firstWait
      continue
    }
    await pause(Math.max(wait, retryMs))
    store.set({ sendProblem: null })
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }
}

/** Answers how long to wait before it is tried again, or nothing when it is decided. */
async function sendOne(
  context: Context,
  session: Session,
  next: Outgoing,
  way: Uploading,
): Promise<number | undefined> {
  const { clientMessageId, content } = next
  const { sessionId } = session
  const files = await bringFiles(context, way, next)
  const payload = { sessionId, content, senderType: 'customer', clientMessageId } as const
  const answer = Array.isArray(files)
    ? await context.ask('sendMessage', { ...payload, attachmentIds: files })
    : files
  if (context.store.get().session !== session) return undefined
  if (!answer) return 0
  if (answer.success) {
    dispatch(context, { kind: 'acknowledged', sessionId, clientMessageId, answer })
    return undefined
  }
  if (isPassing(answer)) {
    if (answer.retryAfter !== undefined) context.store.set({ sendProblem: problemOf(answer) })
    return (answer.retryAfter ?? 0) * 1_000
  }
  if (answer.code === 'file_not_found' && goAgain(context, way, next)) return undefined
  const reason = { code: answer.code, text: answer.error }
  dispatch(context, { kind: 'refused', clientMessageId, reason })
  if (answer.code === 'session_closed') dispatch(context, { kind: 'closed' })
  return undefined
}
