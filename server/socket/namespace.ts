import type { Namespace, Server } from 'socket.io'
import type { Database } from '../db/transaction.ts'
import type { Authenticate } from '../http/access.ts'
import { clientAddress, isShared } from '../http/proxies.ts'
import type { Metrics } from '../metrics.ts'
import { ProblemError } from '../problems.ts'
import { serveActions, type SocketActions, type SocketEdge } from './actions.ts'
import { agentPrincipal } from './authenticate.ts'
import { followNames } from './names.ts'
import { type AppSocket, greetSocket } from './server.ts'

// Not signed in, not allowed, or the token of a chat that is gone.
const UNAUTHORIZED = new Set([401, 403, 404])

/** What every namespace needs. */
export interface NamespaceEdge extends SocketEdge {
  database: Database
  metrics: Metrics
  authenticate: Authenticate
  /** How many proxies of ours a client comes by: so much of `X-Forwarded-For` is true. */
  proxies: number
}

export interface NamespaceOptions {
  actions: SocketActions
  /** Lets a socket in, or throws: then its connection is refused (see `admissionRefusal`). Agents only by default. */
  admit?: (socket: AppSocket) => Promise<void>
  onConnected?: (socket: AppSocket) => Promise<void>
}

/** Opens a namespace: admission, counting, and its actions on every socket. */
export function openNamespace(
  io: Server,
  name: string,
  edge: NamespaceEdge,
  options: NamespaceOptions,
): Namespace {
  const namespace = io.of(name)
  const actions = new Map(Object.entries(options.actions))
  const admit = options.admit ?? ((socket: AppSocket) => admitAgent(socket, edge))
  namespace.use((socket, next) => {
    const arriving = socket as unknown as AppSocket
    const { address, headers } = socket.handshake
    const forwarded = headers['x-forwarded-for']
    arriving.data.address = clientAddress(address, forwarded, edge.proxies)
    arriving.data.isAddressShared = isShared(address, forwarded, edge.proxies)
    admit(arriving).then(
      () => next(),
      (error: unknown) => next(new Error(admissionRefusal(error, edge))),
    )
  })
  namespace.on('connection', (plain) => {
    const socket = plain as unknown as AppSocket
    edge.metrics.sockets.inc({ namespace: name })
    plain.once('disconnect', () => edge.metrics.sockets.dec({ namespace: name }))
    serveActions(socket, actions, edge)
    options.onConnected?.(socket).catch((error: unknown) => {
      edge.log.error({ err: error }, 'greeting a socket failed')
      plain.disconnect(true)
    })
  })
  followNames(namespace, edge.database)
  return namespace
}

// Clients sign out when told `unauthorized`, so it is said only of what the socket showed, never of our own troubles.
function admissionRefusal(error: unknown, { log }: NamespaceEdge): 'unauthorized' | 'unavailable' {
  if (error instanceof ProblemError && UNAUTHORIZED.has(error.status)) return 'unauthorized'
  if (!(error instanceof ProblemError)) log.error({ err: error }, 'admitting a socket failed')
  return 'unavailable'
}

/** Lets an agent in by the handshake's `auth.token`. */
async function admitAgent(
  socket: AppSocket,
  { database, authenticate }: NamespaceEdge,
): Promise<void> {
  greetSocket(socket, await agentPrincipal(database, authenticate, socket.handshake.auth['token']))
}
