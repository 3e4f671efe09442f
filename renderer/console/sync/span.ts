/** A place in a list that is sorted newest first: a time, then an id for what shares it. */
export interface Place {
  readonly at: string
  readonly id: string
}

/**
 * How far a list is loaded. Its rows are not stored: they are all the known records that match and stand above the
 * floor, so that an event moves a row by changing the record alone.
 */
export interface Span {
  /** The last place that is loaded; null when the end of the list is. */
  readonly floor: Place | null
  /** The cursor to what follows. */
  readonly next: string | null
}

/** Newest first. */
export const byPlace = (a: Place, b: Place) =>
  a.at === b.at ? compare(b.id, a.id) : compare(b.at, a.at)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The span after one more page whose last row stands at `last`. */
export const spanAfter = (last: Place | undefined, next: string | null): Span => ({
  floor: next === null ? null : (last ?? null),
  next,
})

/** The rows of a list, in order: `rows` that match and are within the span. */
export function rowsWithin<T>(rows: Iterable<T>, span: Span, placeOf: (row: T) => Place): T[] {
  const { floor } = span
  const placed: { place: Place; row: T }[] = []
  for (const row of rows) {
    const place = placeOf(row)
    if (floor === null || byPlace(place, floor) <= 0) placed.push({ place, row })
  }
  return placed.toSorted((a, b) => byPlace(a.place, b.place)).map(({ row }) => row)
}
