import type { FastifyRequest, RouteOptions } from 'fastify'
import { atLeast } from '../contract/identity.ts'
import type { Database } from '../db/transaction.ts'
import type { Principal } from '../identity/index.ts'
import { problem } from '../problems.ts'
import { languageOf } from '../words/language.ts'
import type { Limits } from './limits.ts'
import type { Access, Http } from './types.ts'

/** Finds out who holds a bearer token; throws a 401 problem. */
export type Authenticate = (database: Database, token: string) => Promise<Principal>

/** Who is signed in on this request; on a route that is not public there always is someone. */
export function signedIn(request: FastifyRequest): Principal {
  if (!request.principal) throw problem('unauthorized')
  return request.principal
}

/** The agent who acts by this request. */
export function actorOf(request: FastifyRequest): { type: 'agent'; id: string; name: string } {
  const { id, name } = signedIn(request).user
  return { type: 'agent', id, name }
}

/** The token of an `Authorization: Bearer` header. */
export const bearer = (request: FastifyRequest) =>
  /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]

async function identify(
  request: FastifyRequest,
  authenticate: Authenticate,
  access: Access,
): Promise<Principal | null> {
  const token = bearer(request)
  if (token === undefined) return null
  try {
    return await authenticate(request.db, token)
  } catch (error) {
    // A public route serves a stranger with a stale token as any other stranger.
    if (access === 'public') return null
    throw error
  }
}

function refuseUnlessAllowed(principal: Principal | null, access: Access): void {
  if (access === 'public') return
  if (!principal) throw problem('unauthorized')
  if (!atLeast(principal.user.role, access)) throw problem('forbidden')
}

/**
 * Authenticates every request and closes every route that does not say who may call it: such a route stops the start.
 */
export function guardRoutes(app: Http, authenticate: Authenticate, limits: Limits): void {
  const routes: RouteOptions[] = []
  app.decorate('declaredRoutes', routes)
  app.addHook('onRoute', (route) => void routes.push(route))
  app.addHook('onReady', async () => {
    const open = routes.filter(
      (route) => route.config?.access === undefined && route.method !== 'OPTIONS',
    )
    if (open.length > 0)
      throw new Error(`no access declared for ${open.map((route) => route.url).join(', ')}`)
  })
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config
    if (request.is404 || access === undefined) return
    try {
      await admit(request, authenticate, access)
    } catch (error) {
      // Who is refused here never reaches the limit on requests; trying tokens must not be free.
      await limits.requests.take(request.principal?.user.id ?? request.ip)
      throw error
    }
  })
}

async function admit(
  request: FastifyRequest,
  authenticate: Authenticate,
  access: Access,
): Promise<void> {
  request.principal = await identify(request, authenticate, access)
  request.language = languageOf(
    request.headers['accept-language'],
    request.principal?.user.language,
  )
  refuseUnlessAllowed(request.principal, access)
}
