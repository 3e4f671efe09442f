import { io, type Socket } from 'socket.io-client'

// oxlint-disable-next-line typescript/no-explicit-any -- the tests assert what it holds
type Body = any

/** A real Socket.IO client that keeps everything it was sent. */
export interface TestSocket {
  socket: Socket
  /** Sends an event and answers its acknowledgement. */
  ask(event: string, payload?: unknown): Promise<Body>
  /** The first event of this name (that matches), already received or still to come; each is answered once. */
  next(event: string, matches?: (body: Body) => boolean): Promise<Body>
  /** Everything of this name so far. */
  received(event: string): Body[]
  close(): void
}

const WAIT_MS = 10_000

/** Connects to a namespace; rejects with the server's refusal. */
export async function connect(
  url: string,
  namespace: string,
  auth: object,
  headers: Record<string, string>,
): Promise<TestSocket> {
  const socket = io(url + namespace, {
    auth,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
  })
  const kept: Array<{ event: string; body: Body; taken: boolean }> = []
  const waiting = new Set<() => void>()
  socket.onAny((event: string, body: Body) => {
    kept.push({ event, body, taken: false })
    for (const look of waiting) look()
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })

  return {
    socket,
    ask: (event, payload) => socket.timeout(WAIT_MS).emitWithAck(event, payload),
    next: (event, matches = () => true) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`no ${event} within ${WAIT_MS} ms`))
        }, WAIT_MS)
        const look = () => {
          const found = kept.find(
            (each) => each.event === event && !each.taken && matches(each.body),
          )
          if (!found) return
          found.taken = true
          clearTimeout(timer)
          waiting.delete(look)
          resolve(found.body)
        }
        waiting.add(look)
        look()
      }),
    received: (event) => kept.filter((each) => each.event === event).map((each) => each.body),
    close: () => void socket.close(),
  }
}
