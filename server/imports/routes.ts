import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ImportAnswer, ImportList, ImportMapping, ImportQuery } from '../contract/imports.ts'
import { ById } from '../contract/text.ts'
import type { FileStore } from '../files/index.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { keepImport, mapImport, startImport } from './actions.ts'
import { failuresFile } from './failures-file.ts'
import { failuresOf, findImport, latestImports } from './queries.ts'
import { viewImport } from './view.ts'

const tags = ['customers']
const config = { access: 'supervisor', unknown: 'import_not_found' } as const
const MEGABYTES = 100
const SHOWN = 100

/** What the body has become once its bytes are in a draft. */
const Bytes = z
  .object({ size: z.number(), sha256: z.string() })
  .nullish()
  .meta({ type: 'string', format: 'binary', description: 'The file.' })

/** `/api/imports`: customers from a CSV file. */
export function importRoutes(app: Http, store: FileStore): void {
  void app.register(async (scope) => uploadRoute(scope, store))
  listRoutes(app)
  workRoutes(app)
  failuresRoute(app)
}

function uploadRoute(app: Http, store: FileStore): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (request: FastifyRequest, bytes: IncomingMessage) =>
    store.receive(request.id, bytes, MEGABYTES * 1_048_576),
  )
  app.addHook('onResponse', (request) => store.discard(request.id))
  app.post('/api/imports', {
    config: {
      access: 'supervisor',
      isStreamed: true,
      refuses: ['import_encoding', 'import_empty', 'file_too_large', 'storage_full', 'unavailable'],
    },
    schema: {
      summary: 'Bring a CSV file of customers: UTF-8, its first line names the columns',
      tags,
      consumes: ['text/csv'],
      querystring: ImportQuery,
      body: Bytes,
      response: { 201: ImportAnswer },
    },
    onRequest: () => store.refuseWhenFull(),
    async handler(request, reply) {
      const { db, query, id: draft } = request
      const madeBy = signedIn(request).user.id
      if (!request.body) throw problem('import_empty')
      const id = await keepImport(db, store, { draft, name: query.name, madeBy })
      reply.code(201)
      return ok(await describe(request, id))
    },
  })
}

function listRoutes(app: Http): void {
  app.get('/api/imports', {
    config: { access: 'supervisor' },
    schema: { summary: 'The latest imports', tags, response: { 200: ImportList } },
    async handler(request) {
      const rows = await latestImports(request.db.sql)
      return okAll(rows.map((row) => viewImport(row, [], request.language)))
    },
  })

  app.get('/api/imports/:id', {
    config,
    schema: {
      summary: 'An import: its columns, and what happened or would happen',
      tags,
      params: ById,
      response: { 200: ImportAnswer },
    },
    handler: async (request) => ok(await describe(request, request.params.id)),
  })
}

function workRoutes(app: Http): void {
  app.put('/api/imports/:id', {
    config: { ...config, refuses: ['import_started', 'import_columns'] },
    schema: {
      summary: 'Say where the columns go; every row is then checked and nothing changed',
      tags,
      params: ById,
      body: ImportMapping,
      response: { 200: ImportAnswer },
    },
    async handler(request) {
      const { db, params, body } = request
      await db.transaction((tx) => mapImport(tx, params.id, body))
      return ok(await describe(request, params.id))
    },
  })

  app.post('/api/imports/:id/start', {
    config: { ...config, refuses: ['import_started'] },
    schema: {
      summary: 'Take the rows in; goes on where it was when the server is stopped meanwhile',
      tags,
      params: ById,
      response: { 200: ImportAnswer },
    },
    async handler(request) {
      const { db, params } = request
      await db.transaction((tx) => startImport(tx, params.id))
      return ok(await describe(request, params.id))
    },
  })
}

function failuresRoute(app: Http): void {
  app.get('/api/imports/:id/failures', {
    config,
    schema: {
      summary: 'The rows that were not taken, as CSV with a column that says why',
      tags,
      params: ById,
      response: {
        200: { content: { 'text/csv': { schema: z.unknown().meta({ type: 'string' }) } } },
      },
    },
    async handler(request, reply) {
      const { db, params, language } = request
      const row = await findImport(db.sql, params.id)
      if (!row) throw problem('import_not_found')
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="rows-not-imported.csv"')
        .send(failuresFile(db.reads, row, language))
    },
  })
}

async function describe(request: FastifyRequest, id: string) {
  const { db, language } = request
  const row = await findImport(db.sql, id)
  if (!row) throw problem('import_not_found')
  return viewImport(row, await failuresOf(db.sql, id, 0, SHOWN), language)
}
