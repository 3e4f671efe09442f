import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AttachmentAnswer, UploadQuery, type UploadRules } from '../contract/files.ts'
import { ById } from '../contract/text.ts'
import { bearer } from '../http/access.ts'
import { ok } from '../http/answer.ts'
import type { Limits } from '../http/limits.ts'
import type { Http } from '../http/types.ts'
import type { Database } from '../db/transaction.ts'
import { readSessionToken, type TokenKeys } from '../identity/index.ts'
import { problem } from '../problems.ts'
import { keepUpload } from './actions.ts'
import { findRecipient, findRecipientOn } from './queries.ts'
import { uploadRules } from './rules.ts'
import { type FileStore, MEGABYTE, tooLarge } from './store.ts'
import type { FileTable } from './table.ts'

export interface UploadOptions {
  keys: TokenKeys
  limits: Limits
  store: FileStore
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whom the file in this request's body goes to, decided before its bytes are read. */
    admitted: Admitted | null
  }
}

interface Admitted {
  conversationId: string
  by: FileTable['uploadedBy']
  rules: UploadRules
}

/** What the body of an upload has become once its bytes are in a draft: alike for a retry, as its name is. */
const Received = z.object({ name: z.unknown(), size: z.number(), sha256: z.string() }).nullish()
const Bytes = Received.meta({ type: 'string', format: 'binary', description: 'The bytes.' })

const REFUSES = [
  'file_empty',
  'file_too_large',
  'file_type_refused',
  'storage_full',
  'unavailable',
  'request_timeout',
] as const

/** Uploads: the body is the bytes of one file, refused by its size before it is read. */
export function uploadRoutes(app: Http, options: UploadOptions): void {
  const { store } = options
  void app.register(async (scope) => {
    scope.decorateRequest('admitted', null)
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', async (request: FastifyRequest, bytes: IncomingMessage) => {
      const { maxBytes } = admittedOf(request).rules
      const received = await store.receive(request.id, bytes, maxBytes)
      return { name: (request.query as { name?: unknown }).name, ...received }
    })
    // What became a file has left its draft; whatever was refused has not.
    scope.addHook('onResponse', (request) => store.discard(request.id))
    visitorRoute(scope, options)
    agentRoute(scope, options)
  })
}

function visitorRoute(app: Http, { keys, limits, store }: UploadOptions): void {
  app.post('/api/chat/visitor/files', {
    config: {
      access: 'public',
      isStreamed: true,
      refuses: ['unauthorized', 'session_not_found', 'session_closed', 'files_off', ...REFUSES],
    },
    schema: {
      summary: 'Upload a file to a chat, as its customer: `Authorization: Bearer <sessionToken>`',
      tags: ['files'],
      consumes: ['application/octet-stream'],
      querystring: UploadQuery,
      body: Bytes,
      response: { 201: AttachmentAnswer },
    },
    async onRequest(request) {
      const conversationId = readSessionToken(keys, bearer(request) ?? '')
      if (conversationId === undefined) throw problem('unauthorized')
      await limits.uploads.take(conversationId)
      await limits.uploads.take(request.ip)
      const session = await findRecipientOn(request.db.sql, conversationId)
      if (session?.channel !== 'webchat') throw problem('session_not_found')
      if (session.status === 'closed') throw problem('session_closed')
      const rules = await uploadRules(request.db)
      if (!rules.isAllowed) throw problem('files_off')
      admit(request, { conversationId: session.id, by: 'customer', rules })
      await limits.uploadMegabytes.take(request.ip, undefined, megabytesOf(request, rules))
      await store.refuseWhenFull()
    },
    async handler(request, reply) {
      reply.code(201)
      return keep(request, store)
    },
  })
}

function agentRoute(app: Http, { store }: UploadOptions): void {
  app.post('/api/inbox/:id/files', {
    config: {
      access: 'agent',
      unknown: 'conversation_not_found',
      isStreamed: true,
      refuses: REFUSES,
    },
    schema: {
      summary: 'Upload a file to a conversation, for a reply or a note',
      tags: ['files'],
      consumes: ['application/octet-stream'],
      params: ById,
      querystring: UploadQuery,
      body: Bytes,
      response: { 201: AttachmentAnswer },
    },
    async onRequest(request) {
      const conversation = await findRecipient(request.db.sql, request.params.id)
      if (!conversation) throw problem('conversation_not_found')
      const rules = await uploadRules(request.db)
      admit(request, { conversationId: conversation.id, by: 'agent', rules })
      await store.refuseWhenFull()
    },
    async handler(request, reply) {
      reply.code(201)
      return keep(request, store)
    },
  })
}

// Nothing of a body that says it is too large is read.
function admit(request: Pick<FastifyRequest, 'admitted' | 'headers'>, admitted: Admitted): void {
  const { maxBytes } = admitted.rules
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes)
  request.admitted = admitted
}

// Of what does not say how much it is, as much as there may be.
const megabytesOf = ({ headers }: Pick<FastifyRequest, 'headers'>, { maxBytes }: UploadRules) =>
  Math.ceil(Number(headers['content-length'] ?? maxBytes) / MEGABYTE)

function admittedOf({ admitted }: Pick<FastifyRequest, 'admitted'>): Admitted {
  if (!admitted) throw problem('unauthorized')
  return admitted
}

/** What of a request makes its file. */
interface Sent {
  id: string
  admitted: Admitted | null
  db: Database
  query: { name: string }
  body?: { size: number } | null | undefined
}

const keep = async (sent: Sent, store: FileStore) =>
  ok(
    await keepUpload(sent.db, store, {
      ...admittedOf(sent),
      draft: sent.id,
      name: sent.query.name,
      size: sent.body?.size ?? 0,
    }),
  )
