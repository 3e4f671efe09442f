import { z } from 'zod'
import { EraseBody, ErasureAnswer, ErasurePreviewAnswer } from '../contract/privacy.ts'
import { ById } from '../contract/text.ts'
import { recordAudit } from '../audit/index.ts'
import { findCustomer } from '../customers/index.ts'
import type { FileStore } from '../files/index.ts'
import { signedIn } from '../http/access.ts'
import { ok } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { askErasure, previewErasure } from './ask.ts'
import { exportPerson } from './export.ts'
import { findErasure } from './queries.ts'

const tags = ['customers']
const config = { access: 'admin', unknown: 'customer_not_found' } as const

/** `/api/customers/:id/export`, `/api/customers/:id/erase` and `/api/erasures/:id`. */
export function privacyRoutes(app: Http, store: FileStore): void {
  exportRoute(app, store)
  eraseRoutes(app)
  progressRoute(app)
}

function exportRoute(app: Http, store: FileStore): void {
  app.get('/api/customers/:id/export', {
    config,
    schema: {
      summary: 'Everything that is kept of a person, as a zip of JSON and files',
      tags,
      params: ById,
      response: {
        200: {
          content: {
            'application/zip': { schema: z.unknown().meta({ format: 'binary' }) },
          },
        },
      },
    },
    async handler(request, reply) {
      const { db, params } = request
      const customer = await findCustomer(db.sql, params.id)
      if (!customer) throw problem('customer_not_found')
      const entry = { action: 'customer_exported', subjectId: customer.id, counts: {} } as const
      await db.transaction((tx) => recordAudit(tx, entry, signedIn(request).user.id))
      return reply
        .header('content-type', 'application/zip')
        .header('content-disposition', `attachment; filename="customer-${customer.id}.zip"`)
        .header('cache-control', 'no-store')
        .send(await exportPerson(db, store, customer.id))
    },
  })
}

function eraseRoutes(app: Http): void {
  app.get('/api/customers/:id/erase', {
    config,
    schema: {
      summary: 'What erasing a person would remove, and what has to be typed for it',
      tags,
      params: ById,
      response: { 200: ErasurePreviewAnswer },
    },
    handler: async ({ db, params }) => ok(await previewErasure(db, params.id)),
  })

  app.post('/api/customers/:id/erase', {
    config: { ...config, refuses: ['erasure_unconfirmed'] },
    schema: {
      summary: 'Erase a person for good, everywhere',
      tags,
      params: ById,
      body: EraseBody,
      response: { 201: ErasureAnswer },
    },
    async handler(request, reply) {
      const { db, params, body } = request
      const byId = signedIn(request).user.id
      const erasure = await db.transaction((tx) => askErasure(tx, params.id, body.confirm, byId))
      reply.code(201)
      return ok(erasure)
    },
  })
}

function progressRoute(app: Http): void {
  app.get('/api/erasures/:id', {
    config: { access: 'admin', unknown: 'erasure_not_found' },
    schema: {
      summary: 'How far an erasure is',
      tags,
      params: ById,
      response: { 200: ErasureAnswer },
    },
    handler: async ({ db, params }) => ok(await findErasure(db.sql, params.id)),
  })
}
