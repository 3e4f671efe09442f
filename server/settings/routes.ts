import { SettingsAnswer, UpdateSettingsBody } from '../contract/settings.ts'
import { ok } from '../http/answer.ts'
import type { Http } from '../http/types.ts'
import { forgetChatConfig } from './chat.ts'
import { readSettings, writeSettings } from './queries.ts'

/** `/api/settings`: read by agents, changed by admins. */
export function settingsRoutes(app: Http): void {
  app.get('/api/settings', {
    config: { access: 'agent' },
    schema: {
      summary: 'The settings of the workspace',
      tags: ['settings'],
      response: { 200: SettingsAnswer },
    },
    handler: async (request) => ok(await readSettings(request.db.sql)),
  })

  app.put('/api/settings', {
    config: { access: 'admin' },
    schema: {
      summary: 'Change settings of the workspace',
      tags: ['settings'],
      body: UpdateSettingsBody,
      response: { 200: SettingsAnswer },
    },
    async handler(request) {
      const data = await request.db.transaction(async (tx) => {
        await writeSettings(tx, request.body)
        forgetChatConfig(tx)
        return readSettings(tx.sql)
      })
      return ok(data)
    },
  })
}
