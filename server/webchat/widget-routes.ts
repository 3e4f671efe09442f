import { PublicChatAnswer } from '../contract/chat-settings.ts'
import { pagesSource } from '../contract/page-patterns.ts'
import type { ProactiveTrigger } from '../contract/proactive.ts'
import { uploadRules } from '../files/index.ts'
import { ok } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { type ChatConfig, chatConfig } from '../settings/index.ts'
import { availability } from './availability.ts'
import { isDue } from './proactive.ts'

/** `GET /api/chat/widget`: what the chat needs before anybody has started anything; any site may read it. */
export function widgetRoutes(app: Http): void {
  app.get('/api/chat/widget', {
    config: { access: 'public' },
    schema: {
      summary: 'How the chat looks, what it asks, and whether somebody can answer now',
      tags: ['chat'],
      response: { 200: PublicChatAnswer },
    },
    async handler(request, reply) {
      const config = await chatConfig(request.db)
      const { workspaceName, appearance, fields, asksRating } = config
      const { isOpen, opensAt } = await availability(request.db)
      reply
        .header('cache-control', 'public, max-age=15')
        .header('cross-origin-resource-policy', 'cross-origin')
      return ok({
        workspaceName,
        appearance,
        fields: fields.map(({ customerField: _, ...question }) => question),
        isOpen,
        opensAt: opensAt?.toISOString() ?? null,
        files: await uploadRules(request.db),
        asksRating,
        proactive: triggersOf(config, request.db.clock.now()),
      })
    },
  })
}

const triggersOf = (config: ChatConfig, now: Date): ProactiveTrigger[] =>
  config.proactive
    .filter((rule) => rule.isOn && isDue(rule, config, now))
    .map(({ id, pages, seconds }) => ({ id, where: pagesSource(pages), seconds }))
