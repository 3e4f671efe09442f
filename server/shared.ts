import type { Pool } from 'pg'
import type { Config } from './config.ts'
import { openSidePool } from './db/side-pool.ts'
import type { Logger } from './log.ts'
import type { Redis } from './redis.ts'

/** What the server processes on one Postgres share beside its tables. On SQLite there is one process, and nothing. */
export interface Shared {
  postgres?: Pool
  redis?: Redis
  close(): Promise<void>
}

/** Opens it. The libraries are large, so that only those that are used are loaded. */
export async function openShared(config: Config, log: Logger): Promise<Shared> {
  if (config.DATABASE_URL === undefined) {
    if (config.REDIS_URL !== undefined)
      log.warn('REDIS_URL is not used: one process alone serves SQLite')
    return { close: async () => {} }
  }
  const postgres = openSidePool(config.DATABASE_URL, (error) =>
    log.debug({ err: error }, 'lost an idle database connection'),
  )
  const redis = config.REDIS_URL === undefined ? undefined : await redisAt(config.REDIS_URL, log)
  return {
    postgres,
    ...(redis && { redis }),
    async close() {
      redis?.close()
      await postgres.end()
    },
  }
}

const redisAt = async (url: string, log: Logger): Promise<Redis> =>
  (await import('./redis.ts')).openRedis(url, log)
