import { createAdapter } from '@socket.io/postgres-adapter'
import type pg from 'pg'
import { listeningClient } from '../db/side-pool.ts'
import type { Logger } from '../log.ts'
import type { Adapters } from './cluster.ts'

// Postgres takes less than 8,000 bytes in one notification.
const LARGEST_NOTIFICATION = 7_900

/** Socket.IO's Postgres adapters: notifications on a connection of their own, sent by `pool`. */
export function postgresAdapters(url: string, pool: pg.Pool, log: Logger): Adapters {
  const line = listeningLine(url, log)
  const beside = {
    connect: () => line.connect(),
    query: (text: string, values?: unknown[]) => pool.query(text, values),
  }
  const create = createAdapter(beside as unknown as pg.Pool, {
    channelPrefix: 'frontdesk',
    payloadThreshold: LARGEST_NOTIFICATION,
    errorHandler: (error) => log.debug({ err: error }, 'telling the other processes failed'),
  })
  return { create, close: () => line.close() }
}

/**
 * The adapter takes a connection from a pool and never gives back one that died, so that a pool would run dry: each of
 * its attempts gets a new connection, and the one before is hung up, since two would hear everything twice.
 */
function listeningLine(url: string, log: Logger) {
  let current: pg.Client | undefined
  let isClosed = false
  let isLost = false
  const hangUp = async () => {
    const client = current
    current = undefined
    client?.removeAllListeners('end').removeAllListeners('notification')
    await client?.end().catch(() => {})
  }
  async function connect() {
    // The adapter would try again for ever, also after its end.
    if (isClosed) return new Promise<never>(() => {})
    void hangUp()
    const client = listeningClient(url)
    client.on('error', () => {})
    try {
      await client.connect()
    } catch (error) {
      if (!isLost) log.warn({ err: error }, 'the other processes cannot be heard')
      isLost = true
      throw error
    }
    if (isLost) log.info('the other processes can be heard again')
    isLost = false
    current = client
    if (isClosed) {
      await hangUp()
      return new Promise<never>(() => {})
    }
    return Object.assign(client, { release: () => {} })
  }
  return {
    connect,
    async close() {
      isClosed = true
      await hangUp()
    },
  }
}
