import type { Socket as NetSocket } from 'node:net'
import type { Server } from 'socket.io'

/** What this file needs of a connection of Engine.IO and of its transport. */
interface Connection {
  transport: Transport
  on(event: 'packetCreate' | 'drain', listener: () => void): void
  on(event: 'flush', listener: (packets: readonly unknown[]) => void): void
}
interface Transport {
  name: string
  writable: boolean
  /** The web socket, which keeps the stream below it here. */
  socket?: { ['_socket']?: NetSocket }
  emit(event: 'ready'): void
}

/**
 * Lets all that is sent over one web socket in one turn leave in one system call: an acknowledgement and what it
 * acknowledges, or every event of a commit. Otherwise Engine.IO writes each packet by itself.
 */
export function gatherWrites(io: Server): void {
  let held: Transport[] = []
  const release = () => {
    const transports = held
    held = []
    for (const transport of transports) {
      transport.writable = true
      transport.emit('ready')
    }
  }
  io.engine.on('connection', (connection: Connection) => {
    connection.on('packetCreate', () => {
      const { transport } = connection
      if (!transport.writable || transport.name !== 'websocket') return
      transport.writable = false
      if (held.push(transport) === 1) process.nextTick(release)
    })
    connection.on('flush', (packets) => {
      if (packets.length > 1) streamOf(connection)?.cork()
    })
    connection.on('drain', () => streamOf(connection)?.uncork())
  })
}

const streamOf = ({ transport }: Connection) => transport.socket?.['_socket']
