import { type Context, isOnlineIn, problemOf } from './context.ts'

/** Tells the server what the site signed of its visitor, once for each chat. */
export function identifying(context: Context): () => Promise<void> {
  let told = ''
  return async () => {
    const { session, identityToken } = context.store.get()
    if (!session || identityToken === null || !isOnlineIn(context, session)) return
    const { sessionId } = session
    const word = `${sessionId} ${identityToken}`
    if (told === word) return
    told = word
    const answer = await context.ask('identify', { sessionId, identityToken })
    if (!answer) told = ''
    else context.store.set({ identityProblem: answer.success ? null : problemOf(answer) })
  }
}

/** What a token says of its bearer, unproven: the server decides what of it is true. */
export function claimsOf(token: string | null): { name: string; email: string } | null {
  try {
    const body = token?.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? ''
    const bytes = Uint8Array.from(atob(body), (char) => char.charCodeAt(0))
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes))
    const { name, email } = claims as { name?: unknown; email?: unknown }
    return typeof name === 'string' && name.trim().length > 1 && typeof email === 'string'
      ? { name, email }
      : null
  } catch {
    return null
  }
}
