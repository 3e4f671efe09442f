import {
  CreateCustomerFieldBody,
  CustomerFieldAnswer,
  CustomerFieldList,
  CustomerFieldOrderBody,
  UpdateCustomerFieldBody,
} from '../contract/customer-fields.ts'
import { ById } from '../contract/text.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { createField, orderFields, updateField } from './actions.ts'
import { listFields } from './queries.ts'

const tags = ['customer-fields']

/** `/api/customer-fields`: what the workspace keeps about its customers; admins say what, agents fill it in. */
export function customerFieldRoutes(app: Http): void {
  listRoutes(app)
  changeRoutes(app)
}

function listRoutes(app: Http): void {
  app.get('/api/customer-fields', {
    config: { access: 'agent' },
    schema: {
      summary: 'The fields kept about customers, in their order; archived ones too',
      tags,
      response: { 200: CustomerFieldList },
    },
    handler: async ({ db }) => okAll(await listFields(db.sql)),
  })

  app.post('/api/customer-fields', {
    config: { access: 'admin', refuses: ['field_key_taken', 'too_many_fields'] },
    schema: {
      summary: 'Add a field',
      tags,
      body: CreateCustomerFieldBody,
      response: { 201: CustomerFieldAnswer },
    },
    async handler({ db, body }, reply) {
      const field = await createField(db, body)
      reply.code(201)
      return ok(field)
    },
  })
}

function changeRoutes(app: Http): void {
  app.put('/api/customer-fields/order', {
    config: { access: 'admin' },
    schema: {
      summary: 'Put the fields in another order',
      tags,
      body: CustomerFieldOrderBody,
      response: { 200: CustomerFieldList },
    },
    handler: async ({ db, body }) => okAll(await orderFields(db, body.ids)),
  })

  app.put('/api/customer-fields/:id', {
    config: { access: 'admin', unknown: 'customer_field_not_found' },
    schema: {
      summary: 'Name a field anew, change what can be chosen, archive it or bring it back',
      tags,
      params: ById,
      body: UpdateCustomerFieldBody,
      response: { 200: CustomerFieldAnswer },
    },
    handler: async ({ db, params, body }) => ok(await updateField(db, params.id, body)),
  })
}
