import type { SignedIn, TokenPair, User } from '../../../server/contract/identity.ts'
import { alone } from '../host/alone.ts'
import { secrets } from '../host/secrets.ts'
import { keptDisk } from '../kept/kept-disk.ts'
import { exchange, exchangeFile, type Request } from './http.ts'
import { ApiProblem } from './problem.ts'
import { ownerOf } from './token.ts'
import { Session } from './session.ts'

// Long enough for a browser that asks where to put it.
const KEPT_MS = 60_000

let onEnded: () => void = () => undefined

/** Says what happens when the server no longer knows us. */
export function whenSessionEnds(listener: () => void) {
  onEnded = listener
}

export const session = new Session({
  secrets,
  now: Date.now,
  ownerOf,
  newKey: () => crypto.randomUUID(),
  refresh: async (refreshToken, key) => {
    const answer = await exchange<{ data: TokenPair }>({
      method: 'POST',
      path: '/api/auth/refresh',
      body: { refreshToken },
      idempotencyKey: key,
    })
    return answer.data
  },
  // Where there are no locks, tabs that start together may sign each other out.
  alone: (work) => alone('frontdesk.session', work),
  ended: () => onEnded(),
})

/** As the signed-in agent. An access token that is refused is replaced once. */
async function signedInAs<T>(way: (request: Request) => Promise<T>, request: Request): Promise<T> {
  const token = await session.accessToken()
  try {
    return await way({ ...request, token })
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error
    session.refused(token)
    return way({ ...request, token: await session.accessToken() })
  }
}

/** An exchange as the signed-in agent. */
export const call = <T>(request: Request): Promise<T> => signedInAs(exchange<T>, request)

/** A file the server makes, given to the browser to keep under a name. */
export async function download(path: string, name: string): Promise<void> {
  const url = URL.createObjectURL(await signedInAs(exchangeFile, { path }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}

/** The `data` of an answer. */
export const ask = async <T>(request: Request) => (await call<{ data: T }>(request)).data

/** One piece of a cursor list. */
export async function askPage<T>(path: string) {
  const { data, meta } = await call<{ data: T[]; meta: { next: string | null } }>({ path })
  return { data, next: meta.next }
}

/** `/path?a=1`: parameters that are undefined are left out. */
export function withQuery(path: string, query: Record<string, string | undefined>) {
  const pairs = Object.entries(query).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  )
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`
}

async function signedIn(path: string, body: object): Promise<User> {
  const { data } = await exchange<{ data: SignedIn }>({ method: 'POST', path, body })
  await keptDisk.claim(data.user.id).catch(() => undefined)
  await session.adopt(data)
  return data.user
}

export const signIn = (email: string, password: string) =>
  signedIn('/api/auth/login', { email, password })

/** Creates the first admin. */
export const setUp = (admin: { name: string; email: string; password: string }) =>
  signedIn('/api/auth/register', admin)

export const fetchSetup = async () =>
  (await exchange<{ data: { needsAdmin: boolean } }>({ path: '/api/auth/setup' })).data
