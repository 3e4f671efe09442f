import type { Config } from '../config.ts'
import type { Logger } from '../log.ts'
import type { Shared } from '../shared.ts'
import type { Adapters } from './cluster.ts'
import { postgresAdapters } from './postgres-adapters.ts'
import { redisAdapters } from './redis-adapters.ts'

/** Redis's adapters where there is Redis, else Postgres's; none where one process serves the database. */
export function adaptersOf(
  { DATABASE_URL }: Pick<Config, 'DATABASE_URL'>,
  { postgres, redis }: Shared,
  log: Logger,
): Adapters | undefined {
  if (redis) return redisAdapters(redis)
  return postgres && DATABASE_URL !== undefined
    ? postgresAdapters(DATABASE_URL, postgres, log)
    : undefined
}
