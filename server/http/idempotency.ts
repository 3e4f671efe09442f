import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import { type Database, partsOf } from '../db/transaction.ts'
import { problem, ProblemError } from '../problems.ts'
import type { Sealer } from './seal.ts'
import type { Http } from './types.ts'

// After this long without an answer the process that reserved the key is taken for dead. Its effect was not
// committed either, because effect and answer share one transaction.
const RESERVATION_MS = 60_000
const MAX_KEY = 200

interface Reservation {
  owner: string
  route: string
  key: string
}

type Stored = { statusCode: number; answer: string }

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')

function reservationOf(request: FastifyRequest): Reservation | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || key.length === 0 || key.length > MAX_KEY)
    throw problem('malformed_request')
  const owner = request.principal?.user.id ?? strangerOf(request)
  return { owner, route: `${request.method} ${request.url.split('?')[0]}`, key }
}

// Whoever shows no account is told apart by what they do show, such as the token of their chat.
function strangerOf({ headers: { authorization } }: FastifyRequest): string {
  return authorization === undefined ? 'anonymous' : `anonymous ${sha256(authorization)}`
}

/** Takes the key for this request; answers the first answer when there is one already. */
async function reserve(
  database: Database,
  wanted: Reservation,
  bodyHash: string,
): Promise<Stored | undefined> {
  return database.transaction(async (tx) => {
    const fresh = await tx.sql
      .insertInto('idempotencyKeys')
      .values({ ...wanted, bodyHash, statusCode: null, answer: null, createdAt: tx.now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .executeTakeFirst()
    if (fresh) return undefined
    const stored = await mine(
      tx.sql.selectFrom('idempotencyKeys').selectAll(),
      wanted,
    ).executeTakeFirstOrThrow()
    if (stored.bodyHash !== bodyHash) throw problem('idempotency_key_reused')
    if (stored.answer !== null && stored.statusCode !== null)
      return { statusCode: stored.statusCode, answer: stored.answer }
    const taken = await mine(
      tx.sql.updateTable('idempotencyKeys').set({ createdAt: tx.now }),
      wanted,
    )
      .where('createdAt', '<', new Date(Date.parse(tx.now) - RESERVATION_MS).toISOString())
      .returning('key')
      .executeTakeFirst()
    if (!taken) throw problem('request_in_progress')
    return undefined
  })
}

function mine<Q extends { where(column: 'owner' | 'route' | 'key', op: '=', value: string): Q }>(
  query: Q,
  wanted: Reservation,
): Q {
  return query
    .where('owner', '=', wanted.owner)
    .where('route', '=', wanted.route)
    .where('key', '=', wanted.key)
}

/**
 * Honours `Idempotency-Key` on every POST: the handler runs in one transaction together with the record of its answer,
 * so that a retry after a crash finds both or neither. Refusals are not kept; they left nothing behind, or what they
 * say must be kept.
 */
export function honourIdempotencyKeys(app: Http, database: Database, sealer: Sealer): void {
  app.addHook('onRoute', (route) => {
    if (route.method !== 'POST') return
    route.handler = onlyOnce(route.handler, database, sealer)
  })
}

function onlyOnce(
  handler: RouteHandlerMethod,
  database: Database,
  sealer: Sealer,
): RouteHandlerMethod {
  return async function (request: FastifyRequest, reply: FastifyReply) {
    const answerOf = () => answered(reply, async () => handler.call(this, request, reply))
    const wanted = reservationOf(request)
    if (!wanted) return answerOf()
    const stored = await reserve(
      database,
      wanted,
      sealer.mark(JSON.stringify(request.body ?? null)),
    )
    if (stored) return replay(stored, reply, sealer)
    try {
      const outcome = await database.transaction(async (tx) => {
        request.db = partsOf(tx)
        const answer = await answerOf().catch(asCommitted)
        if (answer instanceof ProblemError) return answer
        const kept = {
          statusCode: reply.statusCode,
          answer: sealer.seal(JSON.stringify(answer ?? null)),
        }
        // Last of all, so that nothing is kept of an answer whose work turns out to be lost.
        tx.beforeCommit(async () => {
          await mine(tx.sql.updateTable('idempotencyKeys').set(kept), wanted).execute()
        })
        return answer
      })
      if (outcome instanceof ProblemError) throw outcome
      return outcome
    } catch (error) {
      await mine(database.sql.deleteFrom('idempotencyKeys'), wanted)
        .where('answer', 'is', null)
        .execute()
      throw error
    }
  }
}

/**
 * What a handler answers. It may not send it itself: that would be on its way before the commit, and could not be kept
 * for who asks again.
 */
async function answered(reply: FastifyReply, handle: () => Promise<unknown>): Promise<unknown> {
  const refuse = () => {
    throw new Error('the handler of a POST returns its answer, it does not send it')
  }
  Object.defineProperty(reply, 'send', { value: refuse, configurable: true })
  try {
    return await handle()
  } finally {
    Reflect.deleteProperty(reply, 'send')
  }
}

// A refusal whose effect must stay is no failure of the transaction.
function asCommitted(error: unknown): ProblemError {
  if (error instanceof ProblemError && error.detail.isCommitted) return error
  throw error
}

function replay(stored: Stored, reply: FastifyReply, sealer: Sealer): unknown {
  reply.code(stored.statusCode).header('idempotency-replayed', 'true')
  return JSON.parse(sealer.open(stored.answer))
}
