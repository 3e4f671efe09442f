import { expect, it } from 'vitest'
import type { AgentNotification } from '../../server/contract/notifications.ts'
import { createApi } from '../support/api.ts'
import { onPostgres } from '../support/databases.ts'
import { openDesk, say, startChat } from './desk.ts'

const LONG = 120_000
const SOON = { timeout: 30_000 }

onPostgres('notifications of two processes', (create) => {
  it(
    'are decided once each although the process that decides is killed, and reach windows on the other',
    async () => {
      const on = await create()
      const desk = await openDesk(on)
      const api = createApi(desk.b.url, desk.token)
      const { id: me } = (await api.get('/api/auth/me')).body.data
      const there = await desk.console(desk.b)
      const colleague = await createApi(desk.b.url, desk.token).post('/api/auth/register', {
        email: 'zoe@desk.test',
        password: 'a long password',
        name: 'Zoe',
        role: 'agent',
      })
      const zoe = createApi(desk.b.url, colleague.body.data.accessToken)
      const customer = await desk.chat(desk.a)
      const { sessionId, sessionToken } = await startChat(customer)
      await zoe.post(`/api/chat/sessions/${sessionId}/assign`, { agentId: me })
      const list = async (): Promise<AgentNotification[]> =>
        (await api.get('/api/notifications?limit=100')).body.data
      const messages = async () =>
        (await list()).filter(({ kind }) => kind === 'message').map(({ excerpt }) => excerpt)

      await Promise.all([0, 1, 2, 3, 4].map((index) => say(customer, sessionId, `before ${index}`)))
      await desk.a.end('SIGKILL')
      await expect.poll(async () => (await messages()).length, SOON).toBe(5)

      const back = await desk.chat(desk.b, { sessionToken })
      await Promise.all([0, 1, 2, 3, 4].map((index) => say(back, sessionId, `after ${index}`)))
      await expect.poll(async () => (await messages()).length, SOON).toBe(10)
      expect(new Set(await messages()).size).toBe(10)
      const live = () =>
        there
          .received('notifications')
          .flatMap(({ changed }) => changed as AgentNotification[])
          .filter(({ excerpt }) => excerpt.startsWith('after'))
      await expect.poll(() => live().length, SOON).toBe(5)

      const seqs = (await list()).map(({ seq }) => seq)
      expect(new Set(seqs).size).toBe(seqs.length)
      const { unread } = (await api.get('/api/notifications/standing')).body.data
      expect((await list()).filter(({ readAt }) => readAt === null)).toHaveLength(unread)
      for (const socket of [there, customer, back]) socket.close()
      await desk.b.end('SIGTERM')
      await on.drop()
    },
    LONG,
  )

  it(
    'decided on one are shown on the other',
    async () => {
      const desk = await openDesk(await create())
      const there = await desk.console(desk.b)
      const customer = await desk.chat(desk.a)
      const { sessionId } = await startChat(customer)
      await expect
        .poll(
          () =>
            there
              .received('notifications')
              .flatMap(({ changed }) => changed as AgentNotification[])
              .filter(({ conversationId }) => conversationId === sessionId).length,
          SOON,
        )
        .toBe(1)
      await desk.close()
    },
    LONG,
  )
})
