import type { StreamEvent } from '../contract/events.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { isUnavailable } from '../db/unavailable.ts'
import { type Batch, type CursorName, holdCursor, moveCursor, nextBatch } from './cursor.ts'
import { DurableFollower, type DurableFollowerOptions } from './durable-follower.ts'

// How often one fact may fail before those after it go on without it.
const TRIES = 5

type LeftOut = (fact: Pick<StreamEvent, 'seq' | 'kind'>, error: unknown) => void

interface Following {
  database: Database
  cursor: CursorName
  kinds: ReadonlyArray<StreamEvent['kind']>
  batch: number
  /** Does what the next events of these kinds ask for, in their order. */
  take: (tx: Tx, events: readonly StreamEvent[]) => Promise<void>
  /** Hears of a fact that failed again and again, and is passed over; without it the cursor stays before that fact. */
  onLeftOut?: LeftOut
}

/**
 * A follower whose cursor is one of the counters. It is moved on in the transaction that does what the events ask for,
 * so that each event counts once, whichever of the processes does it and whoever dies in between.
 */
export function followByCursor(
  following: Following & Pick<DurableFollowerOptions, 'calmMs' | 'sweepMs' | 'onError'>,
): DurableFollower {
  const steps = new Steps(following)
  const kinds: ReadonlySet<string> = new Set(following.kinds)
  return new DurableFollower({
    ...following,
    step: () => steps.next(),
    hears: ({ kind }) => kinds.has(kind),
  })
}

class Steps {
  readonly #following: Following
  /** How many facts are still taken one by one, since one among them failed. */
  #single = 0
  #failed = { seq: 0, times: 0 }

  constructor(following: Following) {
    this.#following = following
  }

  async next(): Promise<boolean> {
    const { database, cursor, kinds, batch } = this.#following
    const limit = this.#single > 0 ? 1 : batch
    // Events stay as they are: reading them needs no transaction.
    const next = await nextBatch(database.sql, { cursor, kinds, limit })
    if (!next) return false
    try {
      const isTaken = await database.transaction((tx) => this.#take(tx, next))
      if (isTaken && limit === 1) this.#single -= 1
      return !isTaken || next.isMore
    } catch (error) {
      await this.#stumble(next, error)
      return true
    }
  }

  /** Answers false when another process was faster. */
  async #take(tx: Tx, { after, events, to }: Batch): Promise<boolean> {
    const { cursor, take } = this.#following
    if ((await holdCursor(tx, cursor)) !== after) return false
    if (events.length > 0) await take(tx, events)
    await moveCursor(tx, cursor, to)
    return true
  }

  /** One of these facts failed. It alone is tried again later, but only so often; those before it are done at once. */
  async #stumble({ after, events }: Batch, error: unknown): Promise<void> {
    const { onLeftOut } = this.#following
    const [fact, ...others] = events
    if (!fact || !onLeftOut || isUnavailable(error)) throw error
    if (others.length > 0) {
      this.#single = events.length
      return
    }
    const times = this.#failed.seq === fact.seq ? this.#failed.times + 1 : 1
    this.#failed = { seq: fact.seq, times }
    if (times < TRIES) throw error
    await this.#passOver(fact, after, error)
  }

  async #passOver(fact: StreamEvent, after: number, error: unknown): Promise<void> {
    const { database, cursor, onLeftOut } = this.#following
    const isPassed = await database.transaction(async (tx) => {
      if ((await holdCursor(tx, cursor)) !== after) return false
      await moveCursor(tx, cursor, fact.seq)
      return true
    })
    if (isPassed) onLeftOut?.(fact, error)
  }
}
