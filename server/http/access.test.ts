import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApi } from '../../tests/support/api.ts'
import { onBothDatabases, type TestDatabase } from '../../tests/support/databases.ts'
import { startServer, type TestServer } from '../../tests/support/server.ts'
import { ACCESS } from './access.table.ts'

const ROLES = ['anonymous', 'customer', 'agent', 'supervisor', 'admin'] as const

onBothDatabases('who may call what', (create) => {
  let on: TestDatabase
  let server: TestServer
  const tokens: Partial<Record<(typeof ROLES)[number], string>> = {}
  beforeAll(async () => {
    on = await create()
    server = await startServer(on)
    for (const role of ['customer', 'agent', 'supervisor', 'admin'] as const)
      tokens[role] = (await server.signIn(role)).token
  })
  afterAll(async () => {
    await server.stop()
    await on.drop()
  })

  /** What a role meets at a route: let in, or refused by 401 or 403. */
  async function meets(role: (typeof ROLES)[number], method: string, url: string): Promise<string> {
    const path = url.replace(/:ticketNumber|:email|:\w+/g, crypto.randomUUID())
    const api = createApi(server.url, tokens[role])
    const body = method === 'POST' || method === 'PUT' ? '{}' : undefined
    const { status } = await api.raw(method, path, body)
    return status === 401 || status === 403 ? String(status) : 'yes'
  }

  it('is exactly what the table says, for every route and every role', async () => {
    const found: string[] = []
    const routes = server.routes.filter(
      (route) =>
        route.schema?.hide !== true &&
        !route.url.includes('*') &&
        !route.url.startsWith('/api/docs'),
    )
    for (const route of routes) {
      for (const method of [route.method]
        .flat()
        .filter((each) => each !== 'HEAD' && each !== 'OPTIONS')) {
        if (route.url === '/api/auth/logout') continue
        const answers = []
        for (const role of ROLES) answers.push((await meets(role, method, route.url)).padEnd(4))
        found.push(`${method.padEnd(6)} ${route.url.padEnd(46)} ${answers.join(' ')}`.trimEnd())
      }
    }
    expect(found.toSorted()).toEqual(ACCESS.routes.toSorted())
  })

  describe('by socket', () => {
    const SOCKETS = ['stranger', 'customer', 'agent'] as const

    async function socketOf(namespace: string, who: (typeof SOCKETS)[number]) {
      const auth = who === 'stranger' ? {} : { token: tokens[who] }
      return server.socket(namespace, auth).catch(() => undefined)
    }

    /** `no entry` where the connection is refused, `no` where the event is. */
    it('is exactly what the table says, for every event', async () => {
      const owner = await server.socket('/chat')
      const { sessionId } = await owner.ask('startChat', {
        customerEmail: 'owner@x.test',
        customerName: 'Owner',
      })
      const found: string[] = []
      for (const [namespace, events] of Object.entries(ACCESS.socketEvents)) {
        for (const event of events) {
          const answers = []
          for (const who of SOCKETS) {
            const socket = await socketOf(namespace, who)
            const payload = {
              sessionId,
              conversationId: sessionId,
              isTyping: true,
              seq: 0,
              content: 'x',
              senderType: 'agent',
              sessionToken: 'x',
              customerEmail: 'new@x.test',
              customerName: 'New',
              clientSessionId: crypto.randomUUID(),
              clientMessageId: 'x',
              identityToken: 'x',
              page: { url: 'https://x.test/' },
              score: 5,
            }
            const answer = await socket?.ask(event, payload)
            answers.push(
              (socket === undefined
                ? 'no entry'
                : answer.code === 'not_allowed'
                  ? 'no'
                  : 'yes'
              ).padEnd(8),
            )
          }
          found.push(`${namespace.padEnd(14)} ${event.padEnd(12)} ${answers.join(' ')}`.trimEnd())
        }
      }
      expect(found).toEqual(ACCESS.sockets)
    })
  })

  it('lets nobody in with a forged, unsigned, expired or foreign token', async () => {
    const [header = '', payload = ''] = (tokens.admin ?? '').split('.')
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
    const forged = [
      `${header}.${payload}.`,
      `${none}.${payload}.`,
      `${header}.${payload}.AAAA`,
      'x',
      'fd_unknown',
      'a.b.c',
      `${none}.${payload}`,
    ]
    for (const token of forged) {
      const { status, body } = await createApi(server.url, token).get('/api/auth/me')
      expect({ token, status, code: body.code }).toEqual({
        token,
        status: 401,
        code: 'unauthorized',
      })
      await expect(server.socket('/console', { token })).rejects.toThrow('unauthorized')
    }
  })
})
