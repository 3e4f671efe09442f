import { createAdapter } from '@socket.io/redis-streams-adapter'
import type { Redis } from '../redis.ts'
import type { Adapters } from './cluster.ts'

const NAME = 'frontdesk'
// Only what is passing goes through it; a process that was away needs none of it.
const KEPT = 1_000

const never = () => new Promise<never>(() => {})

/**
 * Socket.IO's Redis Streams adapters. They leave promises unheard and ask again at once when they are refused, so they
 * get connections that never refuse: what cannot be done is dropped, or waits for Redis to be back.
 */
export function redisAdapters(redis: Redis): Adapters {
  let isClosed = false
  const { client } = redis
  const reading = () => {
    const own = redis.duplicate()
    return {
      sSubscribe: never,
      on: own.on.bind(own),
      connect: () => own.connect().catch(never),
      subscribe: (channels: string[], listener: (payload: Buffer) => void) =>
        own.subscribe(channels, listener, true).catch(never),
      xRead: (...request: Parameters<typeof own.xRead>) =>
        isClosed ? never() : own.xRead(...request),
      disconnect: () => {},
    }
  }
  const writing = {
    sSubscribe: never,
    duplicate: reading,
    publish: (channel: string, payload: Buffer) => client.publish(channel, payload).catch(() => 0),
    xAdd: client.xAdd.bind(client),
    sendCommand: (words: string[]) => client.sendCommand(words),
  }
  return {
    create: createAdapter(writing, { streamName: NAME, channelPrefix: NAME, maxLen: KEPT }),
    async close() {
      isClosed = true
    },
  }
}
