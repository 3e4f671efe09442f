import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { DatabaseTarget } from './open.ts'

/** The database of a configuration: Postgres where there is an address, else the file in the data directory. */
export const databaseOf = (
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL' | 'DATA_DIR'>,
  onIdleError: (error: Error) => void,
): DatabaseTarget =>
  config.DATABASE_URL === undefined
    ? { dialect: 'sqlite', path: join(config.DATA_DIR, 'frontdesk.db') }
    : {
        dialect: 'postgres',
        url: config.DATABASE_URL,
        poolSize: config.DATABASE_POOL,
        onIdleError,
      }
