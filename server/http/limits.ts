import type { RateLimiterRes } from 'rate-limiter-flexible'
import { problem } from '../problems.ts'
import type { Wording } from '../words/problems.ts'
import { inMemory, inStore, type Limiter, type SharedStore } from './limiters.ts'

/**
 * One kind of limit: `take` counts a use for a key, or several, and throws `rate_limited` when that is too many. `most` is
 * how many there may be where the workspace decides that, never above the limit's own number.
 */
export interface Limit {
  take(
    key: string,
    most?: number,
    uses?: number,
  ): Promise<{ limit: number; remaining: number; resetSeconds: number }>
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
  /** Chats started by address, as many as the workspace allows. */
  chats: Limit
  /** Messages of a visitor, as many as the workspace allows. */
  messages: Limit
  /** Pages that are kept of where a visitor goes, by session. */
  visits: Limit
  /** Files uploaded by customers, by session and by address. */
  uploads: Limit
  /** How much customers upload, by address. */
  uploadMegabytes: Limit
  /** Messages and other socket events by socket. */
  socketEvents: Limit
}

/** One kind of limit: so many uses of a key in so many seconds. */
interface Rule {
  name: string
  points: number
  seconds: number
  wording?: Wording
}

function limited({ points, wording }: Rule, limiter: Limiter): Limit {
  return {
    async take(key, most = points, uses = 1) {
      const used = await limiter.consume(key, uses).catch((refused: unknown) => {
        if (refused instanceof Error) throw refused
        return refused as RateLimiterRes
      })
      const resetSeconds = Math.ceil(used.msBeforeNext / 1_000)
      const remaining = Math.min(most, points) - used.consumedPoints
      if (remaining < 0) throw tooMany(Math.max(1, resetSeconds), wording)
      return { limit: Math.min(most, points), remaining, resetSeconds }
    },
    async giveBack(key) {
      await limiter.reward(key)
    },
    async forget(key) {
      await limiter.delete(key)
    },
  }
}

function tooMany(retryAfter: number, wording: Wording | undefined) {
  // A last minute is told as two, so that the sentence has one form; waiting longer than needed does no harm.
  const minutes = Math.max(2, Math.ceil(retryAfter / 60))
  const values = { seconds: retryAfter, minutes }
  return problem('rate_limited', { retryAfter, values, ...(wording && { wording }) })
}

const unlimited: Limit = {
  take: async () => ({ limit: 0, remaining: 0, resetSeconds: 0 }),
  giveBack: async () => {},
  forget: async () => {},
}

/** The limits, or none of them for load tests on loopback. What is shared is counted across all processes. */
export function createLimits(on: boolean, shared: SharedStore = {}): Limits {
  const here = (rule: Rule) => (on ? limited(rule, inMemory(rule)) : unlimited)
  const everywhere = (rule: Rule) => (on ? limited(rule, inStore(rule, shared)) : unlimited)
  // So frequent that only Redis counts them for all; on Postgres alone each process counts its own.
  const everywhereCheap = shared.redis ? everywhere : here
  const signIns = { wording: 'too_many_sign_ins' } as const
  return {
    requests: everywhereCheap({ name: 'requests', points: 600, seconds: 60 }),
    loginPair: everywhere({ name: 'login-pair', points: 5, seconds: 900, ...signIns }),
    loginAccount: everywhere({ name: 'login-account', points: 50, seconds: 3_600, ...signIns }),
    loginAddress: everywhere({ name: 'login-address', points: 50, seconds: 900, ...signIns }),
    // As much as the settings can allow.
    chats: everywhere({ name: 'chats', points: 1_000, seconds: 3_600 }),
    messages: everywhereCheap({ name: 'messages', points: 600, seconds: 60 }),
    visits: here({ name: 'visits', points: 120, seconds: 3_600 }),
    uploads: everywhere({ name: 'uploads', points: 60, seconds: 600 }),
    uploadMegabytes: everywhere({ name: 'upload-megabytes', points: 500, seconds: 3_600 }),
    // A socket lives in one process.
    socketEvents: here({ name: 'socket-events', points: 120, seconds: 10 }),
  }
}
