import { createApi } from '../support/api.ts'
import type { TestDatabase } from '../support/databases.ts'
import { type ServerProcess, startProcess } from '../support/process.ts'
import { ADMIN } from '../support/server.ts'
import { connect, type TestSocket } from '../support/sockets.ts'

/** Two server processes on one database, and who talks to them. */
export interface Desk {
  a: ServerProcess
  b: ServerProcess
  token: string
  console(on: ServerProcess, token?: string): Promise<TestSocket>
  chat(on: ServerProcess, auth?: object): Promise<TestSocket>
  /** Ends both; throws when one does not end by itself. */
  close(): Promise<void>
}

/** Starts both at once, on an empty database. */
export async function openDesk(
  on: TestDatabase,
  environment: Record<string, string> = {},
  ofB: Record<string, string> = {},
): Promise<Desk> {
  const shared = {
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    ...on.environment,
    ...environment,
  }
  const [a, b] = await Promise.all([startProcess(shared), startProcess({ ...shared, ...ofB })])
  const token = await signIn(a)
  const sockets: TestSocket[] = []
  const open = async (...[url, namespace, auth]: [string, string, object]) => {
    const socket = await connect(url, namespace, auth, {})
    sockets.push(socket)
    return socket
  }
  return {
    a,
    b,
    token,
    console: async (process, other = token) => {
      const socket = await open(process.url, '/console', { token: other })
      await socket.next('hello')
      return socket
    },
    chat: (process, auth = {}) => open(process.url, '/chat', auth),
    async close() {
      for (const socket of sockets) socket.close()
      const codes = await Promise.all([a.end('SIGTERM'), b.end('SIGTERM')])
      await on.drop()
      if (codes.some((code) => code !== 0)) throw new Error(`a process ended with ${codes.join()}`)
    },
  }
}

/** The access token of a new sign-in of the admin. */
export async function signIn({ url }: ServerProcess): Promise<string> {
  const { body } = await createApi(url).post('/api/auth/login', ADMIN)
  return body.data.accessToken
}

let started = 0

/** A customer begins a chat on this socket. */
export const startChat = (socket: TestSocket) =>
  socket.ask('startChat', {
    customerEmail: `customer-${++started}@x.test`,
    customerName: 'Mai',
  }) as Promise<{ sessionId: string; sessionToken: string }>

export const say = (socket: TestSocket, sessionId: string, content: string) =>
  socket.ask('sendMessage', {
    sessionId,
    content,
    senderType: 'customer',
    clientMessageId: content,
  })

export const reply = (socket: TestSocket, conversationId: string, content: string) =>
  socket.ask('send', { conversationId, content, visibility: 'public', clientMessageId: content })

/** The numbers of all events a console was sent, as they came. */
export const numbersAt = (socket: TestSocket): number[] =>
  socket.received('event').map(({ seq }) => seq)

/** Whether these are so many numbers in a row, without gap or repeat. */
export const isGapless = (numbers: number[]): boolean =>
  numbers.every((number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1)
