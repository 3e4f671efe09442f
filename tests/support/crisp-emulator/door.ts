import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** An HTTP server on loopback that can go away and come back on its port. */
export interface Door {
  url: string
  port: number
  isOpen: boolean
  open(): Promise<void>
  close(): Promise<void>
  /** Moves to another port, as a load balancer does with a shut-down node. */
  move(): Promise<void>
  /** Keeps every connection open but lets no byte through any more, in either direction. */
  freeze(): void
}

/** What listens at a door; it is made anew each time the door opens. */
export type Tenant = (server: Server) => { close(): Promise<void> }

export async function openDoor(
  listener: RequestListener,
  { port = 0, tenant }: { port?: number; tenant?: Tenant } = {},
): Promise<Door> {
  const connections = new Set<Socket>()
  let server: Server
  let lodged: ReturnType<Tenant> | undefined
  const door: Door = {
    url: '',
    port,
    isOpen: false,
    async open() {
      if (door.isOpen) return
      server = createServer(listener)
      server.on('connection', (connection) => {
        connections.add(connection)
        connection.once('close', () => connections.delete(connection))
      })
      lodged = tenant?.(server)
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(door.port, '127.0.0.1', resolve)
      })
      door.port = (server.address() as AddressInfo).port
      door.url = `http://127.0.0.1:${door.port}`
      door.isOpen = true
    },
    async close() {
      if (!door.isOpen) return
      door.isOpen = false
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      const left = lodged?.close()
      server.closeAllConnections()
      for (const connection of connections) connection.destroy()
      await Promise.all([closed, left])
    },
    async move() {
      await door.close()
      door.port = 0
      await door.open()
    },
    freeze() {
      for (const connection of connections) connection.pause().cork()
    },
  }
  await door.open()
  return door
}
