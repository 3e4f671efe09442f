import { expect } from 'vitest'
import type { AgentNotification, NotificationChanges } from '../../server/contract/notifications.ts'
import type { TestDatabase } from './databases.ts'
import { type Account, startServer, type TestServer } from './server.ts'
import type { TestSocket } from './sockets.ts'

/** A clock that tests set forward. */
export function drivenClock(at?: string) {
  const start = Date.now()
  let ahead = at === undefined ? 0 : Date.parse(at) - start
  return {
    now: () => new Date(Date.now() + ahead),
    forward: (seconds: number) => void (ahead += seconds * 1_000),
  }
}

export const SOON = { timeout: 10_000 }

/** A customer who chats. */
export interface TestChat {
  id: string
  say(content: string): Promise<void>
}

/** Two agents and whoever writes to them. */
export interface NotifiedDesk {
  server: TestServer
  linh: Account
  hoa: Account
  console(of: Account): Promise<TestSocket>
  chat(name?: string): Promise<TestChat>
  /** A chat that an agent has, by the admin's hand. */
  chatOf(agent: Account, name?: string): Promise<TestChat>
  list(of: Account): Promise<AgentNotification[]>
  /** Waits for a notification of this kind, and answers it. */
  told(of: Account, kind: string): Promise<AgentNotification>
  close(): Promise<void>
}

async function startChat(server: TestServer, name: string): Promise<TestChat> {
  const socket = await server.socket('/chat')
  const { sessionId } = await socket.ask('startChat', {
    customerEmail: `${crypto.randomUUID()}@x.test`,
    customerName: name,
  })
  const say = async (content: string) => {
    const message = { sessionId, content, senderType: 'customer', clientMessageId: content }
    expect(await socket.ask('sendMessage', message)).toMatchObject({ success: true })
  }
  return { id: sessionId, say }
}

/** Opens a desk on this database. */
export async function openDesk(
  on: TestDatabase,
  clock = drivenClock() as { now(): Date },
): Promise<NotifiedDesk> {
  const server = await startServer(on, { clock })
  const [linh, hoa] = [await server.signIn('agent', 'Linh'), await server.signIn('agent', 'Hoa')]
  const list = async (of: Account): Promise<AgentNotification[]> =>
    (await of.api.get('/api/notifications')).body.data
  const chat = (name = 'Mai') => startChat(server, name)
  return {
    server,
    linh,
    hoa,
    chat,
    list,
    async console(of) {
      const socket = await server.socket('/console', { token: of.token })
      await socket.next('hello')
      return socket
    },
    async chatOf(agent, name) {
      const made = await chat(name)
      await server.admin.post(`/api/chat/sessions/${made.id}/assign`, { agentId: agent.id })
      return made
    },
    async told(of, kind) {
      const found = async () => (await list(of)).find((each) => each.kind === kind)
      await expect.poll(found, SOON).toBeDefined()
      return (await found()) as AgentNotification
    },
    async close() {
      await server.stop()
      await on.drop()
    },
  }
}

/** What a console was sent of changes, the newest last. */
export const changesAt = (socket: TestSocket): AgentNotification[] =>
  socket.received('notifications').flatMap(({ changed }: NotificationChanges) => changed)
