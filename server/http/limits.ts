import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { problem } from '../problems.ts'
import type { Wording } from '../words/problems.ts'

/** One kind of limit: `take` counts one use for a key and throws `rate_limited` when it is one too many. */
export interface Limit {
  take(key: string): Promise<{ limit: number; remaining: number; resetSeconds: number }>
  /** Takes back one use, which turned out not to count. */
  giveBack(key: string): Promise<void>
  forget(key: string): Promise<void>
}

/** Every limit of this process. */
export interface Limits {
  /** Requests by account or address. */
  requests: Limit
  /** Failed sign-ins by account and address. */
  loginPair: Limit
  /** Failed sign-ins by account, from anywhere. */
  loginAccount: Limit
  /** Sign-ins by address. */
  loginAddress: Limit
  /** Chats started by address. */
  chats: Limit
  /** Messages and other socket events by socket. */
  socketEvents: Limit
}

function limited(points: number, seconds: number, wording?: Wording): Limit {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  const state = (result: RateLimiterRes) => ({
    limit: points,
    remaining: result.remainingPoints,
    resetSeconds: Math.ceil(result.msBeforeNext / 1_000),
  })
  return {
    async take(key) {
      try {
        return state(await limiter.consume(key))
      } catch (refused) {
        if (refused instanceof Error) throw refused
        const retryAfter = Math.max(1, state(refused as RateLimiterRes).resetSeconds)
        // A last minute is told as two, so that the sentence has one form; waiting longer than needed does no harm.
        const minutes = Math.max(2, Math.ceil(retryAfter / 60))
        const values = { seconds: retryAfter, minutes }
        throw problem('rate_limited', { retryAfter, values, ...(wording && { wording }) })
      }
    },
    async giveBack(key) {
      await limiter.reward(key)
    },
    async forget(key) {
      await limiter.delete(key)
    },
  }
}

const unlimited: Limit = {
  take: async () => ({ limit: 0, remaining: 0, resetSeconds: 0 }),
  giveBack: async () => {},
  forget: async () => {},
}

/** The limits, or none of them for load tests on loopback. */
export function createLimits(on: boolean): Limits {
  const make = on ? limited : () => unlimited
  return {
    requests: make(600, 60),
    loginPair: make(5, 900, 'too_many_sign_ins'),
    loginAccount: make(50, 3_600, 'too_many_sign_ins'),
    loginAddress: make(50, 900, 'too_many_sign_ins'),
    chats: make(20, 600),
    socketEvents: make(120, 10),
  }
}
