import { z } from 'zod'
import {
  CompanyAnswer,
  CompanyBody,
  CompanyDetailAnswer,
  CompanyListQuery,
  CompanyPage,
  UpdateCompanyBody,
} from '../contract/companies.ts'
import { ById } from '../contract/text.ts'
import { cut, placeOf } from '../db/keyset.ts'
import { signedIn } from '../http/access.ts'
import { ok, okCursor } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { createCompany, deleteCompany, updateCompany } from './actions.ts'
import { findCompany, listCompanies } from './queries.ts'
import { settlingOf } from './settle.ts'
import { companyItems, companyTotals, titled } from './totals.ts'

const tags = ['companies']
const config = { access: 'agent', unknown: 'company_not_found' } as const
const refuses = ['company_name_taken', 'domain_taken'] as const

/** `/api/companies`. */
export function companyRoutes(app: Http): void {
  findingRoutes(app)
  changingRoutes(app)
  deletingRoute(app)
}

function findingRoutes(app: Http): void {
  app.get('/api/companies', {
    config: { access: 'agent' },
    schema: {
      summary: 'Companies, newest first, searched by `q`',
      tags,
      querystring: CompanyListQuery,
      response: { 200: CompanyPage },
    },
    async handler({ db, query: { q, cursor, limit } }) {
      const found = await listCompanies(db, { q, from: placeOf(cursor), limit: limit + 1 })
      const { rows, next } = cut(found, limit, ({ createdAt, id }) => ({ at: createdAt, id }))
      return okCursor(rows, next)
    },
  })

  app.get('/api/companies/:id', {
    config,
    schema: {
      summary: 'A company, with what there is of its people: counts, and the newest of it',
      tags,
      params: ById,
      response: { 200: CompanyDetailAnswer },
    },
    async handler({ db, params: { id } }) {
      const company = await findCompany(db.sql, db.dialect, id)
      if (!company) throw problem('company_not_found')
      const [settling, totals, items] = await Promise.all([
        settlingOf(db.sql, id),
        companyTotals(db.reads, id),
        companyItems(db.reads, id),
      ])
      return ok({ ...company, settling, totals, items: await titled(db, items) })
    },
  })
}

function changingRoutes(app: Http): void {
  app.post('/api/companies', {
    config: { access: 'agent', refuses },
    schema: {
      summary: 'Add a company, and link the people of its domains; very many follow a little later',
      tags,
      body: CompanyBody,
      response: { 201: CompanyAnswer },
    },
    async handler(request, reply) {
      const company = await createCompany(request.db, request.body, signedIn(request).user.id)
      reply.code(201)
      return ok(company)
    },
  })

  app.put('/api/companies/:id', {
    config: { ...config, refuses: [...refuses, 'company_changed'] },
    schema: {
      summary: 'Change a company’s name and domains; its people follow, very many a little later',
      tags,
      params: ById,
      body: UpdateCompanyBody,
      response: { 200: CompanyAnswer },
    },
    async handler(request) {
      const { db, params, body } = request
      return ok(await updateCompany(db, params.id, body, signedIn(request).user.id))
    },
  })
}

function deletingRoute(app: Http): void {
  app.delete('/api/companies/:id', {
    config: { ...config, access: 'supervisor' },
    schema: {
      summary: 'Delete a company; its people stay',
      tags,
      params: ById,
      response: { 204: z.null() },
    },
    async handler(request, reply) {
      await deleteCompany(request.db, request.params.id, signedIn(request).user.id)
      return reply.code(204).send(null)
    },
  })
}
