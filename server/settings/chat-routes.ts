import { randomBytes } from 'node:crypto'
import {
  ChatSettingsAnswer,
  IdentitySecretAnswer,
  UpdateChatSettingsBody,
} from '../contract/chat-settings.ts'
import { signedIn } from '../http/access.ts'
import { ok } from '../http/answer.ts'
import type { Sealer } from '../http/seal.ts'
import type { Http } from '../http/types.ts'
import { chatConfig, type ChatConfig, writeChatSettings, writeIdentitySecret } from './chat.ts'

const SECRET_BYTES = 32

const view = ({ workspaceName: _, sealedSecret, ...settings }: ChatConfig) => ({
  ...settings,
  hasIdentitySecret: sealedSecret !== null,
})

/** `/api/settings/webchat`: read by agents, changed by admins. */
export function chatSettingsRoutes(app: Http, sealer: Sealer): void {
  app.get('/api/settings/webchat', {
    config: { access: 'agent' },
    schema: {
      summary: 'How the web chat looks and when it answers',
      tags: ['settings'],
      response: { 200: ChatSettingsAnswer },
    },
    handler: async (request) => ok(view(await chatConfig(request.db))),
  })

  app.put('/api/settings/webchat', {
    config: { access: 'admin' },
    schema: {
      summary: 'Change the web chat; each part given is replaced whole',
      tags: ['settings'],
      body: UpdateChatSettingsBody,
      response: { 200: ChatSettingsAnswer },
    },
    async handler(request) {
      const { id } = signedIn(request).user
      const config = await request.db.transaction((tx) => writeChatSettings(tx, request.body, id))
      return ok(view(config))
    },
  })
  identitySecretRoute(app, sealer)
}

function identitySecretRoute(app: Http, sealer: Sealer): void {
  app.post('/api/settings/webchat/identity-secret', {
    config: { access: 'admin' },
    schema: {
      summary: 'Make a new secret that sites sign identities with; it is shown this once',
      tags: ['settings'],
      response: { 201: IdentitySecretAnswer },
    },
    async handler(request, reply) {
      const secret = randomBytes(SECRET_BYTES).toString('base64url')
      await request.db.transaction((tx) => writeIdentitySecret(tx, sealer.seal(secret)))
      reply.code(201)
      return ok({ secret })
    },
  })
}
