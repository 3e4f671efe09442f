import { io, type Socket } from 'socket.io-client'
import type { ConsoleToClient, ConsoleToServer } from '../../../server/contract/console.ts'
import { serverUrl } from '../host/server-url.ts'
import { session } from './api.ts'

export type ConsoleSocket = Socket<ConsoleToClient, ConsoleToServer>

const BACK_AFTER_MS = 700
// A process that hangs takes connections and never answers: another try may come to another one.
const OPEN_MS = 10_000

/** A socket that keeps coming back for as long as somebody is signed in. It starts closed. */
export function makeSocket(): ConsoleSocket {
  let shown = ''
  const socket: ConsoleSocket = io(`${serverUrl()}/console`, {
    autoConnect: false,
    forceNew: true,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: OPEN_MS,
    reconnectionDelay: 300,
    reconnectionDelayMax: 3000,
    auth: (give) => {
      session.accessToken().then(
        (token) => {
          shown = token
          give({ token })
        },
        () => give({}),
      )
    },
  })
  let isWanted = true
  const comeBack = () => {
    setTimeout(() => isWanted && socket.connect(), BACK_AFTER_MS + Math.random() * BACK_AFTER_MS)
  }
  socket.on('disconnect', (reason) => {
    isWanted = reason !== 'io client disconnect'
    // What the server ends, the library leaves ended.
    if (reason === 'io server disconnect') comeBack()
  })
  socket.on('connect_error', ({ message }) => {
    if (socket.active) return
    // Refused for the token, which has most likely run out; it is still good where the server is away for a while.
    if (message === 'unauthorized') session.refused(shown)
    comeBack()
  })
  return socket
}
