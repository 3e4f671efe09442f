import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { FileLinkAnswer } from '../contract/files.ts'
import { ById } from '../contract/text.ts'
import { bearer } from '../http/access.ts'
import { ok } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { readSessionToken, type TokenKeys } from '../identity/index.ts'
import { problem } from '../problems.ts'
import { isShownInPlace } from './content-type.ts'
import { createLinks, type Links } from './links.ts'
import { disposition } from './names.ts'
import { type FileRow, findFile, findFileForCustomer } from './queries.ts'
import { spanOf } from './range.ts'
import type { FileStore } from './store.ts'

/** Links to files, for those who may see them, and the files behind the links, for whoever has one. */
export function fileLinkRoutes(app: Http, keys: TokenKeys, store: FileStore): void {
  const links = createLinks(keys)
  askRoutes(app, keys, links)
  openRoute(app, links, store)
}

function askRoutes(app: Http, keys: TokenKeys, links: Links): void {
  const linkTo = (request: FastifyRequest, file: FileRow | undefined) => {
    if (!file) throw problem('file_not_found')
    return ok(links.make(file, request.db.clock.now()))
  }
  app.get('/api/files/:id/link', {
    config: { access: 'agent', unknown: 'file_not_found' },
    schema: {
      summary: 'A link to a file, good for about an hour',
      tags: ['files'],
      params: ById,
      response: { 200: FileLinkAnswer },
    },
    handler: async (request) => linkTo(request, await findFile(request.db.sql, request.params.id)),
  })

  app.get('/api/chat/visitor/files/:id', {
    config: { access: 'public', unknown: 'file_not_found', refuses: ['unauthorized'] },
    schema: {
      summary:
        'A link to a file of a chat, for its customer: `Authorization: Bearer <sessionToken>`',
      tags: ['files'],
      params: ById,
      response: { 200: FileLinkAnswer },
    },
    async handler(request) {
      const sessionId = readSessionToken(keys, bearer(request) ?? '')
      if (sessionId === undefined) throw problem('unauthorized')
      return linkTo(
        request,
        await findFileForCustomer(request.db.sql, request.params.id, sessionId),
      )
    },
  })
}

const LinkParams = ById.extend({ name: z.string() })
const LinkQuery = z.object({
  expires: z.string().max(20).default(''),
  signature: z.string().max(100).default(''),
})

function openRoute(app: Http, links: Links, store: FileStore): void {
  app.get('/api/files/:id/:name', {
    config: {
      access: 'public',
      unknown: 'file_not_found',
      refuses: ['link_invalid', 'link_expired', 'range_not_satisfiable'],
    },
    schema: {
      summary: 'The file behind a link; `Range` is honoured',
      tags: ['files'],
      params: LinkParams,
      querystring: LinkQuery,
      response: {
        200: {
          content: {
            'application/octet-stream': { schema: z.unknown().meta({ format: 'binary' }) },
          },
        },
      },
    },
    async handler(request, reply) {
      const { id } = request.params
      links.check(id, request.query, request.db.clock.now())
      const file = await findFile(request.db.sql, id)
      const size = file && (await store.size(file.id))
      if (!file || size === undefined) throw problem('file_not_found')
      protect(reply, file, Number(request.query.expires) - request.db.clock.now().getTime() / 1_000)
      return sendPart(request, reply, { store, id: file.id, size })
    },
  })
}

/** Whatever the file is, it can do nothing here: no type is guessed, nothing runs, and nothing but an image is shown. */
function protect(reply: FastifyReply, { name, type, id }: FileRow, seconds: number): void {
  const isShown = isShownInPlace(type)
  reply.headers({
    'content-type': type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
    'content-disposition': disposition(isShown ? 'inline' : 'attachment', name),
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
    // The console on the desktop is of another origin; who has the link has the file.
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': `private, max-age=${Math.max(0, Math.floor(seconds))}, immutable`,
    'accept-ranges': 'bytes',
    etag: `"${id}"`,
  })
}

function sendPart(
  { headers, id: _ }: FastifyRequest,
  reply: FastifyReply,
  { store, id, size }: { store: FileStore; id: string; size: number },
): FastifyReply {
  const mark = `"${id}"`
  if (headers['if-none-match'] === mark) return reply.code(304).send()
  const isSame = headers['if-range'] === undefined || headers['if-range'] === mark
  const span = isSame ? spanOf(headers.range, size) : 'whole'
  if (span === 'impossible') {
    reply.removeHeader('content-disposition')
    reply.header('cache-control', 'no-store').header('content-range', `bytes */${size}`)
    throw problem('range_not_satisfiable')
  }
  const { start, end } = span === 'whole' ? { start: 0, end: size - 1 } : span
  if (span !== 'whole') reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`)
  return reply.header('content-length', end - start + 1).send(store.read(id, { start, end }))
}
