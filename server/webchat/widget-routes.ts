import { PublicChatAnswer } from '../contract/chat-settings.ts'
import { pagesSource } from '../contract/page-patterns.ts'
import type { ProactiveTrigger } from '../contract/proactive.ts'
import { uploadRules } from '../files/index.ts'
import { ok } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { type ChatConfig, chatConfig } from '../settings/index.ts'
import { type Answering, answeringNew, availabilityAt } from './availability.ts'
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
      const answering = await answeringNew(request.db)
      const now = request.db.clock.now()
      const { isOpen, opensAt } = await availabilityAt(request.db.sql, answering, now)
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
        proactive: triggersOf(config, answering, now),
      })
    },
  })
}

const triggersOf = (
  { proactive }: ChatConfig,
  { hours }: Answering,
  now: Date,
): ProactiveTrigger[] =>
  proactive
    .filter((rule) => rule.isOn && isDue(rule, hours, now))
    .map(({ id, pages, seconds }) => ({ id, where: pagesSource(pages), seconds }))
