import { z } from 'zod'
import {
  CreateDealStageBody,
  DealStageAnswer,
  DealStageList,
  DealStageOrderBody,
  RemoveDealStageQuery,
  RenameDealStageBody,
} from '../contract/deals.ts'
import { ById } from '../contract/text.ts'
import { signedIn } from '../http/access.ts'
import { ok, okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { listStages } from './stage-queries.ts'
import { createStage, orderStages, removeStage, renameStage } from './stages.ts'

const tags = ['deals']
const one = { access: 'admin', unknown: 'deal_stage_not_found' } as const

/** `/api/deal-stages`: agents use them, admins say which there are. */
export function stageRoutes(app: Http): void {
  app.get('/api/deal-stages', {
    config: { access: 'agent' },
    schema: {
      summary: 'The stages of deals, in their order',
      tags,
      response: { 200: DealStageList },
    },
    handler: async ({ db }) => okAll(await listStages(db.sql)),
  })

  app.post('/api/deal-stages', {
    config: { access: 'admin', refuses: ['too_many_deal_stages', 'deal_stage_name_taken'] },
    schema: {
      summary: 'Add a stage behind the others',
      tags,
      body: CreateDealStageBody,
      response: { 201: DealStageAnswer },
    },
    async handler({ db, body }, reply) {
      const stage = await createStage(db, body)
      reply.code(201)
      return ok(stage)
    },
  })

  app.put('/api/deal-stages/order', {
    config: { access: 'admin' },
    schema: {
      summary: 'Put the stages in an order',
      tags,
      body: DealStageOrderBody,
      response: { 200: DealStageList },
    },
    handler: async ({ db, body }) => okAll(await orderStages(db, body.ids)),
  })
  changeRoutes(app)
}

function changeRoutes(app: Http): void {
  app.put('/api/deal-stages/:id', {
    config: { ...one, refuses: ['deal_stage_name_taken'] },
    schema: {
      summary: 'Name a stage anew',
      tags,
      params: ById,
      body: RenameDealStageBody,
      response: { 200: DealStageAnswer },
    },
    handler: async ({ db, params, body }) => ok(await renameStage(db, params.id, body.name)),
  })

  app.delete('/api/deal-stages/:id', {
    config: { ...one, refuses: ['deal_stage_in_use', 'deal_stage_needed'] },
    schema: {
      summary: 'Remove a stage; its deals go to another',
      tags,
      params: ById,
      querystring: RemoveDealStageQuery,
      response: { 204: z.null() },
    },
    async handler(request, reply) {
      const { moveTo } = request.query
      const by = signedIn(request).user
      await removeStage(request.db, request.params.id, { moveTo, by })
      return reply.code(204).send(null)
    },
  })
}
