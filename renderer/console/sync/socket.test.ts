import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeSocket } from './socket.ts'

const TOKEN = 'a token that is good for an hour'
const server = vi.hoisted(() => ({
  refuse: (_why: string): void => undefined,
  refused: [] as string[],
  connected: 0,
}))

vi.mock('./api.ts', () => ({
  session: {
    accessToken: async () => TOKEN,
    refused: (token: string) => server.refused.push(token),
  },
}))
vi.mock('../host/server-url.ts', () => ({ serverUrl: () => 'http://x.test' }))
vi.mock('socket.io-client', () => ({
  io: (_url: string, { auth }: { auth: (give: (shown: object) => void) => void }) => {
    const listeners = new Map<string, (told: Error) => void>()
    server.refuse = (why) => listeners.get('connect_error')?.(new Error(why))
    return {
      active: false,
      on: (event: string, listener: () => void) => listeners.set(event, listener),
      connect: () => auth(() => ++server.connected),
    }
  },
}))

beforeEach(() => {
  vi.useFakeTimers()
  Object.assign(server, { refused: [], connected: 0 })
})
afterEach(() => void vi.useRealTimers())

test.each([
  ['keeps its token where the server is away for a while', 'unavailable', []],
  ['shows another token where this one is refused', 'unauthorized', [TOKEN]],
])('a console that is not let in %s, and comes back', async (_what, why, refused) => {
  makeSocket().connect()
  await vi.waitFor(() => expect(server.connected).toBe(1))
  server.refuse(why)
  expect(server.refused).toEqual(refused)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(server.connected).toBe(2)
})
