import { z } from 'zod'
import { AddIdentityBody, IdentityList } from '../contract/customers.ts'
import { ById, pathId } from '../contract/text.ts'
import { signedIn } from '../http/access.ts'
import { okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { problem } from '../problems.ts'
import { addIdentity, identitiesOf, makePrimary, removeIdentity } from './identities.ts'
import { findCustomer } from './queries.ts'

const tags = ['customers']
const config = { access: 'agent', unknown: 'customer_not_found' } as const
const one = { access: 'agent', unknown: 'identity_not_found' } as const
const ByIdentity = z.object({ id: pathId, identityId: pathId })
const response = { 200: IdentityList }

/** `/api/customers/:id/identities`: what adds or changes one answers all of them. */
export function identityRoutes(app: Http): void {
  listRoutes(app)
  changeRoutes(app)
}

function listRoutes(app: Http): void {
  app.get('/api/customers/:id/identities', {
    config,
    schema: { summary: 'How a customer is recognised', tags, params: ById, response },
    async handler({ db, params }) {
      const customer = await findCustomer(db.sql, params.id)
      if (!customer) throw problem('customer_not_found')
      return okAll(await identitiesOf(db.sql, customer))
    },
  })

  app.post('/api/customers/:id/identities', {
    config: { ...config, refuses: ['identity_taken'] },
    schema: {
      summary: 'Add an e-mail address, a phone number or an id of another system',
      tags,
      params: ById,
      body: AddIdentityBody,
      response: { 201: IdentityList },
    },
    async handler(request, reply) {
      const { db, params, body } = request
      const all = await addIdentity(db, params.id, body, signedIn(request).user.id)
      reply.code(201)
      return okAll(all)
    },
  })
}

function changeRoutes(app: Http): void {
  app.post('/api/customers/:id/identities/:identityId/primary', {
    config: { ...one, refuses: ['email_taken'] },
    schema: {
      summary: 'Make an address or number the one a customer is shown with',
      tags,
      params: ByIdentity,
      response,
    },
    async handler(request) {
      const { id: customerId, identityId } = request.params
      const byId = signedIn(request).user.id
      return okAll(await makePrimary(request.db, { customerId, identityId }, byId))
    },
  })

  app.delete('/api/customers/:id/identities/:identityId', {
    config: { ...one, refuses: ['identity_primary', 'identity_kept'] },
    schema: {
      summary: 'Remove a way to recognise a customer',
      tags,
      params: ByIdentity,
      response: { 204: z.null() },
    },
    async handler(request, reply) {
      const { id: customerId, identityId } = request.params
      const byId = signedIn(request).user.id
      await removeIdentity(request.db, { customerId, identityId }, byId)
      return reply.code(204).send(null)
    },
  })
}
