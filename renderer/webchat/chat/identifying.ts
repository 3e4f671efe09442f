import { type Context, enterSession, isOnlineIn, problemOf } from './context.ts'
import { withoutAnyFile } from './kept-files.ts'
import { START_KEY } from './opening.ts'
import { withoutOutbox } from './outbox.ts'
import { retryMs } from './server.ts'
import { DRAFT_KEY, SESSION_KEY, VISITOR_KEY } from './session.ts'

/** Tells the server what the site signed of its visitor, once for each chat. Another person's chat is forgotten first. */
export function identifying(context: Context): () => Promise<void> {
  const { store, storage } = context
  let told = ''
  return async function identify(): Promise<void> {
    const { session, identityToken } = store.get()
    if (!session || identityToken === null) return
    const sub = subOf(identityToken)
    if (session.sub !== undefined && session.sub !== sub)
      return forgetVisitor(context, identityToken)
    if (!isOnlineIn(context, session)) return
    const { sessionId } = session
    const word = `${sessionId} ${identityToken}`
    if (told === word) return
    told = word
    const answer = await context.ask('identify', { sessionId, identityToken })
    if (store.get().session !== session) return
    const wait = retryMs(answer)
    if (!answer || wait !== undefined)
      setTimeout(() => {
        if (told === word) told = ''
        void identify()
      }, wait)
    else if (answer.success) void storage.write({ [SESSION_KEY]: Object.assign(session, { sub }) })
    else if (answer.code === 'not_allowed') forgetVisitor(context, identityToken)
    else store.set({ identityProblem: problemOf(answer) })
  }
}

/** Somebody else sits here now (by this token), or nobody: nothing of who wrote before stays in this browser. */
export function forgetVisitor(
  { store, storage }: Context,
  identityToken: string | null = null,
): void {
  const { session } = store.get()
  void storage.write({
    [SESSION_KEY]: undefined,
    [VISITOR_KEY]: undefined,
    [DRAFT_KEY]: undefined,
    [START_KEY]: undefined,
    ...(session && withoutOutbox(storage, session.sessionId)),
    ...withoutAnyFile(storage),
  })
  enterSession({ store, storage }, null)
  store.set({ draft: '', identityToken })
}

interface Claims {
  sub?: unknown
  name?: unknown
  email?: unknown
}

function readClaims(token: string | null): Claims | null {
  try {
    const body = token?.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? ''
    const bytes = Uint8Array.from(atob(body), (char) => char.charCodeAt(0))
    return JSON.parse(new TextDecoder().decode(bytes)) as Claims | null
  } catch {
    return null
  }
}

const subOf = (token: string) => String(readClaims(token)?.sub)

/** What a token says of its bearer, unproven: the server decides what of it is true. */
export function claimsOf(token: string | null): { name: string; email: string } | null {
  const { name, email } = readClaims(token) ?? {}
  return typeof name === 'string' && name.trim().length > 1 && typeof email === 'string'
    ? { name, email }
    : null
}
