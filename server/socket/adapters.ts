import type { Config } from '../config.ts'
import type { Logger } from '../log.ts'
import type { Shared } from '../shared.ts'
import type { Adapters } from './cluster.ts'

/** Redis's adapters where there is Redis, else Postgres's; none where one process serves the database. */
export async function adaptersOf(
  { DATABASE_URL }: Pick<Config, 'DATABASE_URL'>,
  { postgres, redis }: Shared,
  log: Logger,
): Promise<Adapters | undefined> {
  if (redis) return (await import('./redis-adapters.ts')).redisAdapters(redis)
  if (!postgres || DATABASE_URL === undefined) return undefined
  return (await import('./postgres-adapters.ts')).postgresAdapters(DATABASE_URL, postgres, log)
}
