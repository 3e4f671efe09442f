import { type Context, isOnlineIn } from './context.ts'

/** Tells the server how far the customer has read, once for each step. */
export function reading(context: Context): () => Promise<void> {
  let told = { sessionId: '', seq: 0 }
  return async () => {
    const { session, thread } = context.store.get()
    if (!session || !isOnlineIn(context, session)) return
    const { sessionId } = session
    const seq = thread.customerReadSeq
    if (seq === 0 || (told.sessionId === sessionId && told.seq >= seq)) return
    told = { sessionId, seq }
    const answer = await context.ask('read', { sessionId, seq })
    if (!answer?.success && told.seq === seq) told = { sessionId, seq: seq - 1 }
  }
}
