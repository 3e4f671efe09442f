import { ById } from '../contract/text.ts'
import { ActivityAnswer, CustomEventBody, CustomEventOfBody } from '../contract/timeline.ts'
import { ok } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { storeEvent } from './custom-events.ts'

const tags = ['customers']
const response = { 201: ActivityAnswer }

/** What other programs tell of customers: an `id` that was told before answers its first telling. */
export function eventRoutes(app: Http): void {
  app.post('/api/customers/:id/events', {
    config: { access: 'agent', unknown: 'customer_not_found' },
    schema: {
      summary: 'Tell of something that happened to a customer elsewhere',
      tags,
      params: ById,
      body: CustomEventBody,
      response,
    },
    async handler({ db, params, body }, reply) {
      const activity = await storeEvent(db, { id: params.id }, body)
      reply.code(201)
      return ok(activity)
    },
  })

  app.post('/api/customers/events', {
    config: { access: 'agent', refuses: ['customer_not_found'] },
    schema: {
      summary: 'The same, of whoever has an e-mail address or an id of another system',
      tags,
      body: CustomEventOfBody,
      response,
    },
    async handler({ db, body: { customer, ...event } }, reply) {
      const activity = await storeEvent(db, customer, event)
      reply.code(201)
      return ok(activity)
    },
  })
}
