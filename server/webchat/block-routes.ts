import { z } from 'zod'
import { BlockBody, BlockListAnswer } from '../contract/visitors.ts'
import { ById } from '../contract/text.ts'
import { signedIn } from '../http/access.ts'
import { okAll } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { blockVisitor, liftBlock } from './block.ts'
import { listBlocks } from './queries.ts'

const MINUTE_MS = 60_000

/** Who may not chat: agents block, supervisors lift. */
export function blockRoutes(app: Http): void {
  blockingRoute(app)
  knownBlocksRoutes(app)
}

function blockingRoute(app: Http): void {
  app.post('/api/inbox/:id/block', {
    config: { access: 'agent', unknown: 'conversation_not_found' },
    schema: {
      summary: 'Keep a conversation’s customer and browser from chatting',
      tags: ['inbox'],
      params: ById,
      body: BlockBody,
      response: { 201: BlockListAnswer },
    },
    async handler(request, reply) {
      const { minutes } = request.body
      const now = request.db.clock.now().getTime()
      const until = minutes === null ? null : new Date(now + minutes * MINUTE_MS).toISOString()
      const { id, name } = signedIn(request).user
      const by = { type: 'agent', id, name } as const
      const blocks = await blockVisitor(request.db, request.params.id, until, by)
      reply.code(201)
      return okAll(blocks)
    },
  })
}

function knownBlocksRoutes(app: Http): void {
  app.get('/api/blocks', {
    config: { access: 'agent' },
    schema: {
      summary: 'Visitors who may not chat, the latest first',
      tags: ['inbox'],
      response: { 200: BlockListAnswer },
    },
    handler: async ({ db }) =>
      okAll(await listBlocks(db.sql, db.dialect, db.clock.now().toISOString())),
  })

  app.delete('/api/blocks/:id', {
    config: { access: 'supervisor', unknown: 'block_not_found' },
    schema: {
      summary: 'Let a visitor chat again',
      tags: ['inbox'],
      params: ById,
      response: { 204: z.null() },
    },
    async handler(request, reply) {
      await liftBlock(request.db.sql, request.params.id)
      return reply.code(204).send(null)
    },
  })
}
