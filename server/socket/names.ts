import type { Namespace } from 'socket.io'
import type { Agent } from '../contract/identity.ts'
import type { Database } from '../db/transaction.ts'
import { subscribe } from '../stream/index.ts'
import type { AppSocket } from './server.ts'

/** Keeps the name under which each connected agent acts up to date: a socket outlives many changes of it. */
export function followNames(namespace: Namespace, database: Database): void {
  subscribe(database, (events) => {
    for (const event of events)
      if (event.kind === 'agent.changed') rename(namespace, event.body.agent)
  })
}

function rename(namespace: Namespace, { id, name }: Agent): void {
  for (const socket of namespace.sockets.values()) {
    const { data } = socket as unknown as AppSocket
    const { principal } = data
    if (principal?.user.id === id)
      data.principal = { ...principal, user: { ...principal.user, name } }
  }
}
