import { randomBytes } from 'node:crypto'
import { ById } from '../contract/text.ts'
import { z } from 'zod'
import { answer, totalled } from '../contract/envelope.ts'
import { ApiKey, CreateApiKeyBody } from '../contract/identity.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import type { Database } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { API_KEY_PREFIX, apiKeyHash } from './authenticate.ts'
import { announceSignedOut } from './signed-out.ts'

/** `/api/api-keys`: keys for programs, each acting as the admin who made it. */
export function apiKeyRoutes(app: Http): void {
  creatingRoute(app)
  keepingRoutes(app)
}

function creatingRoute(app: Http): void {
  app.post('/api/api-keys', {
    config: { access: 'admin' },
    schema: {
      summary: 'Make an API key; it is shown this once',
      tags: ['api-keys'],
      body: CreateApiKeyBody,
      response: { 201: answer(ApiKey) },
    },
    async handler(request, reply) {
      const key = API_KEY_PREFIX + randomBytes(32).toString('base64url')
      const row = { id: newId(), name: request.body.name, lastUsedAt: null }
      const userId = signedIn(request).user.id
      const data = await request.db.transaction(async (tx) => {
        await tx.sql
          .insertInto('apiKeys')
          .values({ ...row, userId, keyHash: apiKeyHash(key), createdAt: tx.now })
          .execute()
        return { ...row, createdAt: tx.now, key }
      })
      reply.code(201)
      return ok(data)
    },
  })
}

function keepingRoutes(app: Http): void {
  app.get('/api/api-keys', {
    config: { access: 'admin' },
    schema: {
      summary: 'API keys, newest first',
      tags: ['api-keys'],
      response: { 200: totalled(ApiKey) },
    },
    async handler(request) {
      const data = await request.db.sql
        .selectFrom('apiKeys')
        .select(['id', 'name', 'createdAt', 'lastUsedAt'])
        .orderBy('createdAt', 'desc')
        .limit(1_000)
        .execute()
      return okAll(data)
    },
  })

  app.delete('/api/api-keys/:id', {
    config: { access: 'admin', unknown: 'api_key_not_found' },
    schema: {
      summary: 'Revoke an API key',
      tags: ['api-keys'],
      params: ById,
      response: { 204: z.null() },
    },
    async handler(request, reply) {
      await revoke(request.db, request.params.id)
      return reply.code(204).send(null)
    },
  })
}

const revoke = (database: Database, id: string): Promise<void> =>
  database.transaction(async (tx) => {
    const gone = await tx.sql
      .deleteFrom('apiKeys')
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!gone) throw problem('api_key_not_found')
    announceSignedOut(tx, { kind: 'api-key', id })
  })
