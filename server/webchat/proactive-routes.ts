import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  ProactiveCountsAnswer,
  ShownProactiveAnswer,
  ShowProactiveBody,
} from '../contract/proactive.ts'
import { ById } from '../contract/text.ts'
import { ok } from '../http/answer.ts'
import type { Limits } from '../http/limits.ts'
import { isShared } from '../http/proxies.ts'
import type { Sealer } from '../http/seal.ts'
import type { Http } from '../http/types.ts'
import { openProactive, showProactive } from './proactive.ts'
import { countShown } from './shown.ts'

interface ProactiveRoutesOptions {
  limits: Limits
  sealer: Sealer
  /** How many proxies of ours a visitor comes by. */
  proxies: number
}

/** What the chat says by itself: asked for by its loader on any site, counted for the settings. */
export function proactiveRoutes(app: Http, options: ProactiveRoutesOptions): void {
  showingRoutes(app, options)
  app.get('/api/settings/webchat/proactive', {
    config: { access: 'agent' },
    schema: {
      summary: 'How often each message the chat shows by itself was shown, opened and answered',
      tags: ['settings'],
      response: { 200: ProactiveCountsAnswer },
    },
    handler: async ({ db }) => ok(await countShown(db.reads)),
  })
}

function showingRoutes(app: Http, { limits, sealer, proxies }: ProactiveRoutesOptions): void {
  const takeByAddress = async ({ ip, headers, socket }: FastifyRequest): Promise<void> => {
    if (isShared(socket.remoteAddress ?? '', headers['x-forwarded-for'], proxies)) return
    await limits.proactiveByAddress.take(ip)
  }
  app.post('/api/chat/proactive', {
    config: { access: 'public' },
    schema: {
      summary: 'Let a visitor be shown a message of the chat, once; any site may ask',
      tags: ['chat'],
      body: ShowProactiveBody,
      response: { 200: ShownProactiveAnswer },
    },
    async handler(request) {
      const { db: database, body, headers } = request
      await takeByAddress(request)
      await limits.proactive.take(body.visitorId)
      return ok(await showProactive({ database, sealer }, body, headers.origin))
    },
  })

  app.post('/api/chat/proactive/:id/opened', {
    config: { access: 'public' },
    schema: {
      summary: 'The chat was opened at a message it had shown',
      tags: ['chat'],
      params: ById,
      response: { 204: z.null() },
    },
    async handler(request, reply) {
      await takeByAddress(request)
      await openProactive(request.db, request.params.id)
      return reply.code(204).send(null)
    },
  })
}
