import { type Context, dispatch, isOnlineIn, pause, problemOf } from './context.ts'
import type { Refused } from './server.ts'
import type { Session } from './session.ts'
import { nextToSend, type Outgoing } from './thread.ts'
import { inTurn } from './turn.ts'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 15_000
// Refusals that say nothing of what was to be sent.
const PASSING = new Set(['rate_limited', 'internal_error', 'draining', 'unavailable'])

/** Whether the same may be accepted later. */
export const isPassing = ({ code }: Refused) => PASSING.has(code)

/** Sends what waits in the outbox, in order and one at a time, until it is empty or the connection breaks. */
export function sending(context: Context, wait = FIRST_WAIT_MS): () => Promise<void> {
  let run: Promise<void> | null = null
  let again = false
  const all = async () => {
    do {
      again = false
      if (hasWork(context)) await inTurn(() => empty(context, wait))
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

async function empty(context: Context, firstWait: number): Promise<void> {
  const { store } = context
  let wait = firstWait
  for (;;) {
    const { session, thread } = store.get()
    const next = nextToSend(thread)
    if (!session || !next || !isOnlineIn(context, session)) return
    const retryMs = await sendOne(context, session, next)
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
  { clientMessageId, content, attachments }: Outgoing,
): Promise<number | undefined> {
  const { sessionId } = session
  const payload = { sessionId, content, senderType: 'customer', clientMessageId } as const
  const files = attachments && { attachmentIds: attachments.map(({ id }) => id) }
  const answer = await context.ask('sendMessage', { ...payload, ...files })
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
  const reason = { code: answer.code, text: answer.error }
  dispatch(context, { kind: 'refused', clientMessageId, reason })
  if (answer.code === 'session_closed') dispatch(context, { kind: 'closed' })
  return undefined
}
