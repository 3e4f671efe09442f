import type { Order, Place } from './span.ts'
import type { Known, Shelf } from './world.ts'

/** What makes a list of what is on a shelf. */
export interface Listed<T> {
  readonly isIn: (value: T) => boolean
  readonly placeOf: (value: T) => Place
  readonly order: Order
}

/** How many of the rows, which are in order, come before a place or stand at it. */
export function countUpTo<T>(rows: readonly T[], place: Place, listed: Listed<T>): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = rows[middle]
    if (row !== undefined && listed.order(listed.placeOf(row), place) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

/** The records of a shelf that are in a list, in order. From one shelf to the next only what changed is looked at. */
export class RowIndex<T> {
  readonly #listed: Listed<T>
  #shelf: Shelf<T> = {}
  #rows: readonly T[] = []

  constructor(listed: Listed<T>) {
    this.#listed = listed
  }

  rowsOf(shelf: Shelf<T>): readonly T[] {
    if (shelf === this.#shelf) return this.#rows
    const out = new Set<T>()
    const into: T[] = []
    for (const id in shelf) this.#compare(this.#shelf[id], shelf[id], out, into)
    for (const id in this.#shelf)
      if (!(id in shelf)) this.#compare(this.#shelf[id], undefined, out, into)
    this.#shelf = shelf
    if (out.size > 0 || into.length > 0) this.#rows = this.#moved(out, into)
    return this.#rows
  }

  #compare(before: Known<T> | undefined, after: Known<T> | undefined, out: Set<T>, into: T[]) {
    if (before === after) return
    const [old, value] = [before?.value ?? null, after?.value ?? null]
    if (old === value) return
    if (old !== null && this.#listed.isIn(old)) out.add(old)
    if (value !== null && this.#listed.isIn(value)) into.push(value)
  }

  #moved(out: ReadonlySet<T>, into: T[]): T[] {
    const { placeOf, order } = this.#listed
    const kept = out.size === 0 ? [...this.#rows] : this.#rows.filter((row) => !out.has(row))
    if (into.length > kept.length / 8)
      return [...kept, ...into].toSorted((a, b) => order(placeOf(a), placeOf(b)))
    for (const row of into) kept.splice(countUpTo(kept, placeOf(row), this.#listed), 0, row)
    return kept
  }
}
