import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import type { Language } from '../contract/identity.ts'
import type { Limit } from '../http/limit.ts'
import type { OriginRule } from '../http/origins.ts'
import { clientAddress, isShared } from '../http/proxies.ts'
import { type Principal, type SignIn, signInsOf } from '../identity/index.ts'
import { gatherWrites } from './gather.ts'
import { languageOf } from '../words/language.ts'

const MAX_PAYLOAD = 1_000_000

/** As whom a customer acts in a chat; `visitorId` is their browser's. */
export interface Visitor {
  id: string
  name: string
  visitorId: string | null
}

/** What the server knows of a socket. Who may do what is decided by this, never by what a payload says. */
export interface SocketState {
  principal: Principal | null
  language: Language
  /** Where the client is, for limits. */
  address: string
  /** Everybody seems to be there: a proxy that we were not told of. */
  isAddressShared: boolean
  /** The chat sessions this socket may act in as their customer, and as whom it writes there. */
  sessions: Map<string, Visitor>
}

export type AppSocket = Socket<never, never, never, SocketState>

export interface SocketServerOptions {
  allows: OriginRule
  /** How often one address may open a socket. */
  handshakes: Limit
  proxies: number
  /** Called once, when a proxy turns up that we were not told of. */
  onSharedAddress: () => void
}

/** The Socket.IO server beside the HTTP one: own and allowed origins only, payloads up to 1 MB. */
export function createSocketServer(
  http: HttpServer,
  { allows, handshakes, proxies, onSharedAddress }: SocketServerOptions,
): Server {
  let tellOnce: (() => void) | undefined = onSharedAddress
  const io = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: MAX_PAYLOAD,
    destroyUpgrade: true,
    cors: (request, callback) => {
      const origin = request.headers.origin
      callback(null, {
        origin: origin !== undefined && allows(origin, request.headers.host) ? origin : false,
      })
    },
    allowRequest: (request, callback) => {
      const { origin, host, 'x-forwarded-for': forwarded } = request.headers
      if (origin !== undefined && !allows(origin, host)) {
        callback(null, false)
        return
      }
      const peer = request.socket.remoteAddress ?? ''
      if (isShared(peer, forwarded, proxies)) {
        tellOnce?.()
        tellOnce = undefined
        callback(null, true)
        return
      }
      handshakes.take(clientAddress(peer, forwarded, proxies)).then(
        () => callback(null, true),
        () => callback('too many connections', false),
      )
    },
  })
  gatherWrites(io)
  return io
}

/** Prepares a socket before it is let in. */
export function greetSocket(socket: AppSocket, principal: Principal | null): void {
  const state = socket.data
  state.principal = principal
  state.language = languageOf(socket.handshake.headers['accept-language'], principal?.user.language)
  state.sessions = new Map()
  // Ending a sign-in cuts the sockets in its room, on every process.
  if (principal) void socket.join(signInsOf(principal).map(signInRoom))
}

/** Every socket that came by this sign-in. */
export const signInRoom = ({ kind, id }: SignIn) => `${kind}:${id}`
