import { io, type Socket } from 'socket.io-client'

const ANSWER_MS = 10_000
const COME_BACK_MS = 1_000
const DOUBT_MS = 4_000

type Refused = { success: false; code: string; retryAfter?: number }
/** What the server answered; nothing when it did not, in time or before the connection broke. */
export type Answer<T> = ({ success: true } & T) | Refused | undefined

/** Opens a socket that keeps coming back, also after what the library takes for final; `from` is where it says it is. */
export function openLine(
  address: string,
  auth: object,
  reconnectionDelay: number,
  from?: string,
): Socket {
  const socket = io(address, {
    auth,
    ...(from !== undefined && { extraHeaders: { 'x-forwarded-for': from } }),
    transports: ['websocket'],
    forceNew: true,
    timeout: ANSWER_MS,
    reconnectionDelay,
    reconnectionDelayMax: 3_000,
  })
  const comeBack = () => setTimeout(() => socket.connect(), COME_BACK_MS)
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') comeBack()
  })
  socket.on('connect_error', () => {
    if (!socket.active) comeBack()
  })
  return socket
}

/** Calls `verify` when it takes so long that the line may be dead, whatever it says of itself. */
export async function doubting<T>(answer: Promise<T>, verify: () => void): Promise<T> {
  const timer = setTimeout(verify, DOUBT_MS)
  try {
    return await answer
  } finally {
    clearTimeout(timer)
  }
}

/** Asks and waits for the acknowledgement, but not forever. */
export function ask<T>(socket: Socket, event: string, payload: object): Promise<Answer<T>> {
  return new Promise((resolve) => {
    socket
      .timeout(ANSWER_MS)
      .emit(event, payload, (error: Error | null, answer: Answer<T>) =>
        resolve(error ? undefined : answer),
      )
  })
}
