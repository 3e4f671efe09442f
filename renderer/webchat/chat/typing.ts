import { type Context, isOnlineIn } from './context.ts'

const REPEAT_MS = 3_000
const EXPIRE_MS = 6_000

/** Tells the other side that the customer is writing: at most every three seconds, and when they stop. */
export function typingSignal(context: Context, now = Date.now): (isTyping: boolean) => void {
  let toldAt = 0
  return (isTyping) => {
    const { session } = context.store.get()
    if (!session || !isOnlineIn(context, session)) return
    if (isTyping ? now() - toldAt < REPEAT_MS : toldAt === 0) return
    toldAt = isTyping ? now() : 0
    void context.ask('typing', { sessionId: session.sessionId, isTyping })
  }
}

/** Shows who of the other side is writing; without a word of it for six seconds, nobody is. */
export function typingShown({ store }: Context): (name: string | null) => void {
  let expiry: ReturnType<typeof setTimeout> | undefined
  return (typing) => {
    clearTimeout(expiry)
    if (typing !== store.get().typing) store.set({ typing })
    if (typing !== null) expiry = setTimeout(() => store.set({ typing: null }), EXPIRE_MS)
  }
}
