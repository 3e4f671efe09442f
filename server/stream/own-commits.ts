import type { StreamEvent } from '../contract/events.ts'

interface Batch {
  events: StreamEvent[]
  committedAt: number
}

/** The numbers this process took itself: placed by a transaction under way, or committed and not announced yet. */
export class OwnCommits {
  readonly #placed = new Set<number>()
  readonly #committed = new Map<number, Batch>()

  place(first: number): void {
    this.#placed.add(first)
  }

  /** Answers the last number. */
  commit(events: StreamEvent[], committedAt: number): number {
    const first = events[0]?.seq ?? 0
    this.#placed.delete(first)
    this.#committed.set(first, { events, committedAt })
    return first + events.length - 1
  }

  /** What was committed right after `cursor`. */
  take(cursor: number): Batch | undefined {
    if (this.#committed.size === 0) return undefined
    const next = this.#committed.get(cursor + 1)
    if (next) this.#committed.delete(cursor + 1)
    else this.#dropUpTo(cursor)
    return next
  }

  isPlaced(seq: number): boolean {
    return this.#placed.has(seq)
  }

  forget(seq: number): void {
    this.#placed.delete(seq)
  }

  /** The first number after `cursor` that is ours. */
  nextAfter(cursor: number): number {
    let next = Infinity
    for (const numbers of [this.#placed.keys(), this.#committed.keys()])
      for (const seq of numbers) if (seq > cursor && seq < next) next = seq
    return next
  }

  clear(): void {
    this.#placed.clear()
    this.#committed.clear()
  }

  // Read from the database before we heard that it was committed.
  #dropUpTo(cursor: number): void {
    for (const numbers of [this.#placed, this.#committed])
      for (const seq of numbers.keys()) if (seq <= cursor) numbers.delete(seq)
  }
}
