import type { AddressInfo } from 'node:net'
import { composeHttp } from './composition/http.ts'
import { composeJobs, startJobs, stopWork } from './composition/jobs.ts'
import { type AppOptions, composeSender, createParts } from './composition/parts.ts'
import { composeSockets } from './composition/sockets.ts'
import type { Database } from './db/transaction.ts'
import type { Http } from './http/types.ts'

const PATIENCE_MS = 3_000

/** The whole server, before it listens. */
export interface App {
  http: Http
  database: Database
  /** Listens and starts the jobs; answers the address. */
  listen(): Promise<string>
  /** Takes no more requests, tells sockets to come back, finishes what is under way, closes the database. */
  stop(): Promise<void>
}

/** Composes the application: what exists, and who gets what. */
export async function createApp(options: AppOptions): Promise<App> {
  let draining = false
  const parts = await createParts(options, () => draining)
  const { config, database } = parts
  const http = await composeHttp(parts, options.dist)
  const sender = composeSender(parts)
  const sockets = await composeSockets(parts, http, sender)
  const jobs = composeJobs(parts)

  return {
    http,
    database,
    async listen() {
      await http.listen({ host: config.HOST, port: config.PORT })
      await parts.presence.start()
      parts.assigner.start()
      parts.crisp.start()
      parts.decider.start()
      parts.indexing.start()
      parts.counter.start()
      await startJobs(jobs, parts)
      return addressOf(config.HOST, http.server.address() as AddressInfo)
    },
    async stop() {
      draining = true
      await stopWork(jobs, parts)
      // Closing the transport, unlike disconnecting the socket, lets clients come back by themselves.
      sockets.io.engine.close()
      // Whoever does not end a request must not hold the stop.
      const impatience = setTimeout(() => http.server.closeAllConnections(), PATIENCE_MS)
      await http.close()
      clearTimeout(impatience)
      await sender.settled()
      await parts.marker.settled()
      await sockets.stop()
      await parts.shared.close()
      await database.close()
    },
  }
}

const addressOf = (host: string, { port }: AddressInfo) =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`
