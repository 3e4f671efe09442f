import type { ActResult, InboxAct } from '../../server/contract/inbox.ts'
import type { Account, TestServer } from './server.ts'
import type { TestSocket } from './sockets.ts'

/** A desk with an agent at a console, and customers who start chats. */
export interface InboxDesk {
  agent: Account
  console: TestSocket
  startChat: (name?: string) => Promise<StartedChat>
  act: (act: InboxAct, ...ids: string[]) => Promise<Acted>
  undo: (id: string | null) => Promise<ActResult[]>
  stateOf: (id: string) => Promise<Shown>
  /** The ids of what a query of the inbox answers. */
  listed: (query: string) => Promise<string[]>
}

export interface StartedChat {
  id: string
  say: (content: string) => Promise<unknown>
}

export interface Acted {
  results: ActResult[]
  undoId: string | null
}

// oxlint-disable-next-line typescript/no-explicit-any -- the tests say what it holds
export type Shown = any

/** Makes a desk on a running server. */
export async function openInboxDesk(server: TestServer, name = 'Linh'): Promise<InboxDesk> {
  const agent = await server.signIn('agent', name)
  const console = await server.socket('/console', { token: agent.token })
  await console.next('hello')
  return {
    agent,
    console,
    async startChat(customerName = 'Mai') {
      const customer = await server.socket('/chat')
      const { sessionId } = await customer.ask('startChat', {
        customerEmail: `${crypto.randomUUID()}@x.test`,
        customerName,
      })
      const say = (content: string) =>
        customer.ask('sendMessage', { sessionId, content, senderType: 'customer' })
      return { id: sessionId, say }
    },
    async act(act, ...ids) {
      const { status, body } = await agent.api.post('/api/inbox/bulk', { ids, act })
      if (status !== 200) throw new Error(`bulk: ${JSON.stringify(body)}`)
      return body.data
    },
    async undo(id) {
      const { status, body } = await agent.api.post(`/api/inbox/undo/${id}`)
      if (status !== 200) throw new Error(`undo: ${body.code}`)
      return body.data.results
    },
    stateOf: async (id) => (await agent.api.get(`/api/inbox/${id}`)).body.data,
    async listed(query) {
      const { body } = await agent.api.get(`/api/inbox?${query}`)
      return body.data.map((row: { id: string }) => row.id)
    },
  }
}
