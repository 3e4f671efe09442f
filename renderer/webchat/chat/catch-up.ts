import { type Context, dispatch, pause } from './context.ts'
import type { ChatSocket, Refused } from './server.ts'
import { leaveChat } from './starting.ts'
import { isBehind, lastSeq } from './thread.ts'

const AGAIN_MS = 2_000

type Line = Pick<ChatSocket, 'connected' | 'id' | 'disconnect'>

/**
 * Makes the thread equal to the server's. One run at a time: asked for meanwhile, it looks once more at
 * the end. Answers whether the session stands.
 */
export function catchingUp(context: Context, line: Line): () => Promise<boolean> {
  let run: Promise<boolean> | null = null
  let again = false
  const all = async () => {
    let stands: boolean
    do {
      again = false
      stands = await catchUp(context, line)
    } while (again && stands)
    return stands
  }
  return () => {
    again = run !== null
    run ??= all().finally(() => (run = null))
    return run
  }
}

async function catchUp(context: Context, line: Line): Promise<boolean> {
  const { store, ask } = context
  const { session } = store.get()
  if (!session) return false
  while (line.connected) {
    const { sessionId, sessionToken } = session
    const afterSeq = lastSeq(store.get().thread)
    const { id } = line
    const answer = await ask('resume', { sessionId, sessionToken, afterSeq })
    if (store.get().session !== session) return false
    if (answer?.success) {
      dispatch(context, { kind: 'resumed', answer })
      const { thread } = store.get()
      if (isBehind(thread) && lastSeq(thread) > afterSeq) continue
      store.set({ isLoaded: true })
      return true
    }
    if (answer && isGone(answer)) {
      leaveChat(context)
      return false
    }
    // Who is blocked has no chat to go on with; what they read stays.
    if (answer?.code === 'visitor_blocked') {
      dispatch(context, { kind: 'closed' })
      store.set({ isLoaded: true })
      return true
    }
    // A connection that answers nothing is dead, whatever it says of itself: a new one is made.
    if (!answer && line.connected && line.id === id) {
      renew(line)
      return false
    }
    await pause(answer?.retryAfter === undefined ? AGAIN_MS : answer.retryAfter * 1_000)
  }
  return false
}

const renew = (line: Line) => void line.disconnect().connect()

const isGone = ({ code }: Refused) => ['not_allowed', 'session_not_found'].includes(code)
