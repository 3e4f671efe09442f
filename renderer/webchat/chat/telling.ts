import { type Context, isOnlineIn, pause } from './context.ts'
import type { Thread } from './thread.ts'

/**
 * Tells the server how far the customer has got or read, once for each step: the newest place stands for all before,
 * and the next word waits a moment.
 */
export function telling(
  context: Context,
  event: 'read' | 'received',
  seqOf: (thread: Thread) => number,
  restMs = 300,
): () => Promise<void> {
  let told = { sessionId: '', seq: 0 }
  let isResting = false
  return async function tell(): Promise<void> {
    const { session, thread } = context.store.get()
    if (isResting || !session || !isOnlineIn(context, session)) return
    const { sessionId } = session
    const seq = seqOf(thread)
    if (seq === 0 || (told.sessionId === sessionId && told.seq >= seq)) return
    const before = told
    told = { sessionId, seq }
    isResting = true
    const answer = await context.ask(event, { sessionId, seq })
    if (!answer?.success) told = before
    await pause(restMs)
    isResting = false
    if (answer?.success) await tell()
  }
}
