import { createClient } from 'redis'
import type { Logger } from './log.ts'

const LONGEST_PAUSE_MS = 2_000
const CONNECT_MS = 5_000
const PING_MS = 10_000

/** A connection to Redis. It comes back by itself; meanwhile its commands fail at once. */
export interface Redis {
  client: ReturnType<typeof connectTo>
  /** Another connection, whose commands wait until it is there. */
  duplicate(): ReturnType<typeof connectTo>
  isReachable(): boolean
  close(): void
}

const connectTo = (url: string, disableOfflineQueue: boolean) =>
  createClient({
    url,
    disableOfflineQueue,
    pingInterval: PING_MS,
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: (tries) => Math.min(100 * (tries + 1), LONGEST_PAUSE_MS),
    },
  })

/** Begins to connect. Nothing waits for it: without Redis everything goes on, only more slowly. */
export function openRedis(url: string, log: Logger): Redis {
  const opened: Array<ReturnType<typeof connectTo>> = []
  let wasReachable = true
  const open = (disableOfflineQueue: boolean) => {
    const client = connectTo(url, disableOfflineQueue)
    opened.push(client)
    return client
  }
  const client = open(true)
  client.on('error', (error: unknown) => {
    if (wasReachable) log.warn({ err: error }, 'Redis is not reachable')
    wasReachable = false
  })
  client.on('ready', () => {
    if (!wasReachable) log.info('Redis is reachable again')
    wasReachable = true
  })
  client.connect().catch(() => {})
  return {
    client,
    duplicate: () => open(false),
    isReachable: () => client.isReady,
    close() {
      for (const each of opened) if (each.isOpen) each.destroy()
    },
  }
}

/** Answers once Redis has; throws why it does not. */
export async function pingRedis(url: string): Promise<void> {
  const client = createClient({
    url,
    socket: { connectTimeout: CONNECT_MS, reconnectStrategy: false },
  })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.ping()
  } finally {
    if (client.isOpen) client.destroy()
  }
}
