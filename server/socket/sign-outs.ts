import type { Server } from 'socket.io'
import type { Database } from '../db/transaction.ts'
import { endedSignIns, onSignedOut, type SignIn, signInsOf } from '../identity/index.ts'
import type { AppSocket } from './server.ts'
import { signInRoom } from './server.ts'

const LOOK_MS = 15_000

export interface SignOutOptions {
  database: Database
  namespaces: readonly string[]
  onError: (error: unknown) => void
}

/**
 * Cuts the sockets of whoever is signed out, on every process: here at once, elsewhere by the adapter. Should another
 * process not hear of it, it finds out by itself. Answers how to stop.
 */
export function cutSignedOut(io: Server, options: SignOutOptions): () => void {
  const { database, namespaces, onError } = options
  const cut = (ended: SignIn, where: 'here' | 'everywhere') => {
    for (const name of namespaces) {
      const namespace = where === 'here' ? io.of(name).local : io.of(name)
      namespace.in(signInRoom(ended)).disconnectSockets(true)
    }
  }
  onSignedOut(database, (ended) => {
    cut(ended, 'here')
    cut(ended, 'everywhere')
  })
  let isLooking = false
  const look = async () => {
    if (isLooking) return
    isLooking = true
    try {
      const ended = await endedSignIns(database.sql, signInsHere(io, namespaces))
      for (const each of ended) cut(each, 'here')
    } catch (error) {
      onError(error)
    } finally {
      isLooking = false
    }
  }
  const looking = setInterval(() => void look(), LOOK_MS).unref()
  return () => clearInterval(looking)
}

/** By what the sockets of this process came in, each once. */
function signInsHere(io: Server, namespaces: readonly string[]): SignIn[] {
  const found = new Map<string, SignIn>()
  for (const name of namespaces)
    for (const socket of io.of(name).sockets.values()) {
      const { principal } = (socket as unknown as AppSocket).data
      if (principal)
        for (const signIn of signInsOf(principal)) found.set(signInRoom(signIn), signIn)
    }
  return [...found.values()]
}
