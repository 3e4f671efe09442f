import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  type RateLimiterRes,
} from 'rate-limiter-flexible'
import type { Redis } from '../redis.ts'

/** Where the uses of a limit are counted. */
export interface Limiter {
  consume(key: string, uses: number): Promise<RateLimiterRes>
  reward(key: string): Promise<RateLimiterRes>
  delete(key: string): Promise<boolean>
}

/** What all processes count in: Redis before Postgres; with neither there is one process. */
export interface SharedStore {
  redis?: Redis | undefined
  postgres?: Pool | undefined
}

interface Size {
  name: string
  points: number
  seconds: number
}

export const inMemory = ({ name, points, seconds }: Size): RateLimiterMemory =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: seconds })

/** Counts for all processes, and in the memory of this one for as long as the store does not answer. */
export function inStore(size: Size, { redis, postgres }: SharedStore): Limiter {
  const insuranceLimiter = inMemory(size)
  const options = {
    keyPrefix: size.name,
    points: size.points,
    duration: size.seconds,
    insuranceLimiter,
  }
  if (redis)
    return withShortKeys(
      new RateLimiterRedis({
        ...options,
        storeClient: redis.client,
        useRedisPackage: true,
        rejectIfRedisNotReady: true,
      }),
    )
  if (postgres)
    return withShortKeys(
      new RateLimiterPostgres({
        ...options,
        storeClient: postgres,
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
      }),
    )
  return insuranceLimiter
}

// A key holds addresses of people and may be longer than a store takes.
const short = (key: string) => createHash('sha256').update(key).digest('base64url')

const withShortKeys = (limiter: Limiter): Limiter => ({
  consume: (key, uses) => limiter.consume(short(key), uses),
  reward: (key) => limiter.reward(short(key)),
  delete: (key) => limiter.delete(short(key)),
})
