import { z } from 'zod'
import { ConversationAnswer } from '../contract/conversations.ts'
import { MergeBody, SplitBody } from '../contract/linking.ts'
import { ById } from '../contract/text.ts'
import { describeConversation } from '../conversations/index.ts'
import type { FastifyRequest } from 'fastify'
import { signedIn } from '../http/access.ts'
import { ok } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { mergeConversations } from './merge.ts'
import { type Linker } from './save.ts'
import { splitConversation } from './split.ts'
import { undoLink } from './undo.ts'

const tags = ['inbox']
const config = { access: 'agent', unknown: 'conversation_not_found' } as const
const COMMON = [
  'conversation_closed',
  'conversation_continued',
  'link_channel',
  'merge_scheduled',
] as const
const UNDO = {
  merged: ['nothing_continued', 'continued_further'],
  split: ['nothing_continued', 'continued_further', 'others_continued', 'merge_scheduled'],
} as const

const linkerOf = (request: FastifyRequest): Linker => {
  const { id, name } = signedIn(request).user
  return { type: 'agent', id, name }
}

/** `/api/inbox/:id/merge` and `/api/inbox/:id/split`. */
export function linkRoutes(app: Http): void {
  mergeRoute(app)
  splitRoute(app)
  undoRoute(
    app,
    'merged',
    '/api/inbox/:id/merge',
    'Undo a merge, by the conversation that was merged',
  )
  undoRoute(
    app,
    'split',
    '/api/inbox/:id/split',
    'Undo a split, by the conversation that was split',
  )
}

function mergeRoute(app: Http): void {
  app.post('/api/inbox/:id/merge', {
    config: {
      ...config,
      refuses: [...COMMON, 'merge_itself', 'merge_customers', 'merge_unproven'],
    },
    schema: {
      summary: 'Merge a web chat into another one of the same customer; answers the other one',
      tags,
      params: ById,
      body: MergeBody,
      response: { 201: ConversationAnswer },
    },
    async handler(request, reply) {
      const { db, params, body } = request
      await db.transaction((tx) =>
        mergeConversations(tx, params.id, body.targetId, linkerOf(request)),
      )
      reply.code(201)
      return ok(await describeConversation(db, body.targetId))
    },
  })
}

function splitRoute(app: Http): void {
  app.post('/api/inbox/:id/split', {
    config: { ...config, refuses: [...COMMON, 'split_nothing'] },
    schema: {
      summary: 'Make a new conversation of the later messages of a web chat; answers the new one',
      tags,
      params: ById,
      body: SplitBody,
      response: { 201: ConversationAnswer },
    },
    async handler(request, reply) {
      const { db, params, body } = request
      const id = await db.transaction((tx) =>
        splitConversation(tx, params.id, body.fromSeq, linkerOf(request)),
      )
      reply.code(201)
      return ok(await describeConversation(db, id))
    },
  })
}

function undoRoute(app: Http, kind: 'merged' | 'split', url: string, summary: string): void {
  app.delete(url, {
    config: { ...config, refuses: UNDO[kind] },
    schema: { summary, tags, params: ById, response: { 204: z.null() } },
    async handler(request, reply) {
      const { db, params } = request
      await db.transaction((tx) => undoLink(tx, params.id, kind, linkerOf(request)))
      return reply.code(204).send(null)
    },
  })
}
