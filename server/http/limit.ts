import type { RateLimiterRes } from 'rate-limiter-flexible'
import { problem } from '../problems.ts'
import type { Wording } from '../words/problems.ts'
import type { Limiter } from './limiters.ts'

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

/** One kind of limit: so many uses of a key in so many seconds. */
export interface Rule {
  name: string
  points: number
  seconds: number
  wording?: Wording
}

/** No limit at all, for load tests on loopback. */
export const unlimited: Limit = {
  take: async () => ({ limit: 0, remaining: 0, resetSeconds: 0 }),
  giveBack: async () => {},
  forget: async () => {},
}

/** A limit that asks where its uses are counted at every use. */
export function limited({ points, wording }: Rule, limiter: Limiter): Limit {
  return {
    async take(key, most = points, uses = 1) {
      const limit = Math.min(most, points)
      const used = await consume(limiter, key, uses)
      const resetSeconds = Math.ceil(used.msBeforeNext / 1_000)
      const remaining = limit - used.consumedPoints
      if (remaining < 0) throw tooMany(resetSeconds, wording)
      return { limit, remaining, resetSeconds }
    },
    async giveBack(key) {
      await limiter.reward(key)
    },
    async forget(key) {
      await limiter.delete(key)
    },
  }
}

// More than there are is an answer too.
const consume = (limiter: Limiter, key: string, uses: number): Promise<RateLimiterRes> =>
  limiter.consume(key, uses).catch((refused: unknown) => {
    if (refused instanceof Error) throw refused
    return refused as RateLimiterRes
  })

/** What this process has reserved of a key's uses in the present window, which ends at `until` of its own clock. */
interface Reserved {
  left: number
  isLast: boolean
  until: number
}

const BLOCK_MOST = 10
// Of few uses few are reserved at a time: the others may be used at another process.
const BLOCKS_LEAST = 6
const SWEEP_FROM = 1_000
const KEPT_LEAST_MS = 1_000

/** What this process has reserved, key by key. */
class Reservations {
  readonly held = new Map<string, Reserved>()
  readonly #limiter: Limiter
  readonly #asked = new Map<string, Promise<void>>()

  constructor(limiter: Limiter) {
    this.#limiter = limiter
  }

  /** Reserves some more of a key's uses; however many ask at once, they share what comes of it. */
  async more(key: string, most: number, uses: number): Promise<void> {
    const asking =
      this.#asked.get(key) ?? this.#reserve(key, most, uses).finally(() => this.#asked.delete(key))
    this.#asked.set(key, asking)
    await asking
  }

  async #reserve(key: string, most: number, uses: number): Promise<void> {
    const block = Math.max(uses, Math.min(BLOCK_MOST, Math.floor(most / BLOCKS_LEAST)))
    const { consumedPoints, msBeforeNext } = await consume(this.#limiter, key, block)
    const left = Math.max(0, Math.min(block, block + most - consumedPoints))
    sweep(this.held)
    const until = performance.now() + Math.max(KEPT_LEAST_MS, msBeforeNext)
    this.held.set(key, { left, isLast: left < block, until })
  }
}

/**
 * A limit of all processes together for what happens often: each reserves some uses at a time and gives them out by
 * itself. There are never more than `most`; who moves from process to process may get fewer, by what others have reserved.
 */
export function limitedInBlocks({ points, wording }: Rule, limiter: Limiter): Limit {
  const reservations = new Reservations(limiter)
  const { held } = reservations
  return {
    async take(key, most = points, uses = 1) {
      const limit = Math.min(most, points)
      for (;;) {
        const own = held.get(key)
        const ms = own ? own.until - performance.now() : 0
        const resetSeconds = Math.ceil(ms / 1_000)
        if (own && ms > 0 && own.left >= uses) {
          own.left -= uses
          return { limit, remaining: own.left, resetSeconds }
        }
        if (own?.isLast && ms > 0) throw tooMany(resetSeconds, wording)
        await reservations.more(key, limit, uses)
      }
    },
    async giveBack(key) {
      const own = held.get(key)
      if (own) own.left += 1
    },
    async forget(key) {
      held.delete(key)
      await limiter.delete(key)
    },
  }
}

// Of windows that are over nothing is kept; looked for now and then, when they may have become many.
function sweep(held: Map<string, Reserved>): void {
  if (held.size < SWEEP_FROM) return
  const now = performance.now()
  for (const [key, { until }] of held) if (until <= now) held.delete(key)
}

function tooMany(retryAfter: number, wording: Wording | undefined) {
  const seconds = Math.max(1, retryAfter)
  // A last minute is told as two, so that the sentence has one form; waiting longer than needed does no harm.
  const minutes = Math.max(2, Math.ceil(seconds / 60))
  const values = { seconds, minutes }
  return problem('rate_limited', { retryAfter: seconds, values, ...(wording && { wording }) })
}
