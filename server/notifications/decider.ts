import type { StreamEvent } from '../contract/events.ts'
import type { Database } from '../db/transaction.ts'
import { type DurableFollower, followByCursor } from '../stream/index.ts'
import { DECIDED_KINDS } from './decide.ts'
import { decideOn } from './deciding.ts'

export interface DeciderOptions {
  database: Database
  onError: (error: unknown) => void
  /** Nobody was told of this fact: it could not be decided, again and again. */
  onLeftOut: (fact: Pick<StreamEvent, 'seq' | 'kind'>, error: unknown) => void
}

/**
 * Decides from the stream who is told what, each fact once. One that cannot be decided is left out in the end, so that
 * it does not keep the others.
 */
export const createDecider = (options: DeciderOptions): DurableFollower =>
  followByCursor({
    ...options,
    cursor: 'notified',
    kinds: DECIDED_KINDS,
    batch: 500,
    take: decideOn,
    calmMs: 100,
    sweepMs: 2_000,
  })
