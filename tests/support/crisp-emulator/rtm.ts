import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import type { Crisp } from './crisp.ts'
import type { Tenant } from './door.ts'
import type { CrispEvent } from './shapes.ts'
import { findToken, type Token, websitesOf } from './tokens.ts'

export const RTM_PATH = '/rtm/'

/** How the gate of the RTM treats those who come. */
export interface RtmRules {
  /** How long a socket may stay without authenticating. */
  authenticationDeadlineMs: number
  /** How long the answer to right credentials takes. */
  authenticatedAfterMs: number
  /** Refuses everybody, whatever they say. */
  refusesAll: boolean
  pingIntervalMs: number
  pingTimeoutMs: number
}

export const RTM_RULES: RtmRules = {
  authenticationDeadlineMs: 10_000,
  authenticatedAfterMs: 0,
  refusesAll: false,
  pingIntervalMs: 25_000,
  pingTimeoutMs: 20_000,
}

/** The sockets of the RTM. */
export interface Rtm {
  rules: RtmRules
  /** For the door that the sockets come through. */
  tenant: Tenant
  /** How many sockets are authenticated. */
  listeners(): number
  /** How many times somebody authenticated successfully. */
  authentications: number
  /** Ends the sockets on purpose; the SDK takes that as final. */
  disconnectAll(): void
  /** Cuts the connections under the sockets, as a network does. */
  dropAll(): void
}

interface Listener {
  token: Token
  events: Set<string>
  websites: Set<string>
}

export function createRtm(crisp: Crisp, tokens: Set<Token>, rules: RtmRules): Rtm {
  const listeners = new Map<Socket, Listener>()
  let server: Server | undefined
  const admit = (socket: Socket) => {
    const late = setTimeout(() => socket.disconnect(true), rules.authenticationDeadlineMs)
    socket.on('authentication', (given: unknown) => {
      const listener = rules.refusesAll ? undefined : listenerOf(crisp, tokens, given)
      if (!listener) return void socket.emit('unauthorized', { message: 'invalid_session' })
      clearTimeout(late)
      setTimeout(() => {
        if (!socket.connected) return
        listeners.set(socket, listener)
        rtm.authentications++
        socket.emit('authenticated', true)
      }, rules.authenticatedAfterMs)
    })
    socket.on('socket:bind', () => {
      const listener = listeners.get(socket)
      if (listener) listener.websites = reach(crisp, listener.token)
    })
    socket.on('disconnect', () => {
      clearTimeout(late)
      listeners.delete(socket)
    })
  }
  crisp.feed.subscribe((event) => {
    for (const [socket, listener] of listeners)
      if (hears(listener, event)) socket.emit(event.name, event.payload)
  })
  const rtm: Rtm = {
    rules,
    authentications: 0,
    listeners: () => listeners.size,
    tenant(http: HttpServer) {
      const io = new Server(http, {
        path: RTM_PATH,
        transports: ['websocket'],
        pingInterval: rules.pingIntervalMs,
        pingTimeout: rules.pingTimeoutMs,
      })
      io.on('connection', admit)
      server = io
      return {
        close: async () => {
          for (const socket of io.sockets.sockets.values()) socket.conn.close()
          await io.close()
        },
      }
    },
    disconnectAll() {
      server?.disconnectSockets(true)
    },
    dropAll() {
      for (const socket of server?.sockets.sockets.values() ?? []) socket.conn.close()
    },
  }
  return rtm
}

function listenerOf(crisp: Crisp, tokens: Set<Token>, given: unknown): Listener | undefined {
  const { username, password, tier, events } = (given ?? {}) as Record<string, unknown>
  const token = findToken(tokens, { identifier: username, key: password, tier })
  if (!token || !Array.isArray(events)) return undefined
  return { token, events: new Set(events.map(String)), websites: reach(crisp, token) }
}

function reach(crisp: Crisp, token: Token): Set<string> {
  return new Set(websitesOf(token, crisp.store).map(({ website_id }) => website_id))
}

/** A new subscription is told to every plugin's socket, which cannot be bound to that website yet. */
function hears({ events, websites }: Listener, { name, website_id }: CrispEvent): boolean {
  return events.has(name) && (name === 'plugin:subscription:updated' || websites.has(website_id))
}
