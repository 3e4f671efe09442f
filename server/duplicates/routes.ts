import {
  DismissAnswer,
  DismissBody,
  DuplicateList,
  DuplicateQuery,
} from '../contract/duplicates.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { enqueue } from '../jobs/index.ts'
import { dismiss, restore } from './actions.ts'
import { suggestions } from './queries.ts'
import { DUPLICATES, refreshSome } from './refresh.ts'

const tags = ['customers']
// For so many who changed lately the answer waits; very many are compared in the background.
const AT_ONCE = 1_000
const NOW = { kind: DUPLICATES, dedupeKey: `${DUPLICATES}:now` }

/** `/api/duplicates`: customers who may be one. Nothing is merged here. */
export function duplicateRoutes(app: Http): void {
  suggestRoute(app)
  decideRoutes(app)
}

function suggestRoute(app: Http): void {
  app.get('/api/duplicates', {
    config: { access: 'agent' },
    schema: {
      summary: 'Pairs of customers who may be one person, and why',
      tags,
      querystring: DuplicateQuery,
      response: { 200: DuplicateList },
    },
    async handler({ db, query }) {
      const isWhole = await refreshSome(db, AT_ONCE)
      if (!isWhole) await db.transaction((tx) => enqueue(tx, NOW))
      return { ...okAll(await suggestions(db, query.limit)), isWhole }
    },
  })
}

function decideRoutes(app: Http): void {
  app.post('/api/duplicates/dismiss', {
    config: { access: 'agent', refuses: ['customer_not_found'] },
    schema: {
      summary: 'Say that two customers are two people: they are not suggested again',
      tags,
      body: DismissBody,
      response: { 200: DismissAnswer },
    },
    async handler(request) {
      const dismissedBy = signedIn(request).user.id
      await request.db.transaction((tx) => dismiss(tx, request.body, dismissedBy))
      return ok(request.body)
    },
  })

  app.post('/api/duplicates/restore', {
    config: { access: 'agent' },
    schema: {
      summary: 'Take back that two customers are two people: they may be suggested again',
      tags,
      body: DismissBody,
      response: { 200: DismissAnswer },
    },
    async handler({ db, body }) {
      await db.transaction((tx) => restore(tx, body))
      return ok(body)
    },
  })
}
