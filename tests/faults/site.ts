import { lastingPort, postgresPlace } from '../support/places.ts'
import { type Postgres, startPostgres } from '../support/postgres.ts'
import type { ServerProcess } from '../support/process.ts'
import { type Proxy, startProxy } from '../support/proxy.ts'
import { serverAt } from './server.ts'

const PROCESSES = 3

/** Three processes on one Postgres behind a proxy. */
export interface Site extends AsyncDisposable {
  servers: ServerProcess[]
  postgres: Postgres
  proxy: Proxy
  restart: (index: number) => Promise<void>
}

/** Starts it all, on a Postgres of its own that may be crashed; `environment` is every process's. */
export async function openSite(environment: Record<string, string>): Promise<Site> {
  await using cleanup = new AsyncDisposableStack()
  const postgres = await startPostgres()
  cleanup.defer(() => postgres.stop())
  const place = await postgresPlace(postgres.url)
  const ports = await Promise.all(Array.from({ length: PROCESSES }, lastingPort))
  const start = (index: number) => serverAt(place, { ...environment, PORT: String(ports[index]) })
  const servers: ServerProcess[] = []
  cleanup.defer(async () => {
    await Promise.all(servers.map((server) => server.end('SIGKILL')))
  })
  // The first makes the tables; the others come together.
  servers.push(await start(0))
  const others = Array.from({ length: PROCESSES - 1 }, (_, index) => start(index + 1))
  for (const other of await Promise.all(others)) servers.push(other)
  const proxy = await startProxy(ports)
  cleanup.defer(() => proxy.close())
  const kept = cleanup.move()
  return {
    servers,
    postgres,
    proxy,
    async restart(index) {
      servers[index] = await start(index)
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
