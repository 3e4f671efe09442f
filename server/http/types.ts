import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Language, Role } from '../contract/identity.ts'
import type { Database } from '../db/transaction.ts'
import type { Principal } from '../identity/index.ts'
import type { ProblemCode } from '../problems.ts'

/** Who may call a route: anyone, or a signed-in account of at least this role. */
export type Access = 'public' | Role

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Declared beside every route; a route without it stops the start. */
    access?: Access
    /** What a malformed id in the path answers: as an unknown one. */
    unknown?: ProblemCode
    /** What it refuses beyond what every route does, for the API reference. */
    refuses?: readonly ProblemCode[]
    /** What refusals look like: those of Part B have a body of their own. */
    refusals?: 'crisp'
    /** Answered as ever while the server stops: it tells how that stands, or gives nothing but files. */
    isServedDraining?: boolean
    /** The body is a file: it may take long to arrive, as long as its bytes keep coming. */
    isStreamed?: boolean
  }
  interface FastifyInstance {
    /** Every route there is, with its policy. */
    declaredRoutes: RouteOptions[]
  }
  interface FastifyRequest {
    /** The database this request works on: one transaction when it carries an `Idempotency-Key`. */
    db: Database
    /** Who is signed in; null on public routes for strangers. */
    principal: Principal | null
    language: Language
  }
}

/** The HTTP application, with zod schemas as its types. */
export type Http = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>
