/** A place in a list: a time, then an id for what shares it. */
export interface Place {
  readonly at: string
  readonly id: string
}

/** Which of two places comes first in a list. */
export type Order = (a: Place, b: Place) => number

/** One page of a list. */
export interface Sheet {
  /** Leads to it; null for the first. */
  readonly cursor: string | null
  /** Its last place; null where the list ends. */
  readonly floor: Place | null
  /** How many rows it had when they were let go; null while they are here. */
  readonly gone: number | null
}

/**
 * How far a list is loaded. Its rows are not stored: they are all the known records that match and stand within a page
 * that is here, so that an event moves a row by changing the record alone.
 */
export interface Span {
  /** In order, each beginning where the one before it ends. */
  readonly sheets: readonly Sheet[]
  /** The last place that is loaded; null when the end of the list is. */
  readonly floor: Place | null
  /** The cursor to what follows. */
  readonly next: string | null
}

/** Newest first. */
export const byPlace: Order = (a, b) => (a.at === b.at ? compare(b.id, a.id) : compare(b.at, a.at))

/** The other way round. */
export const fromLeast: Order = (a, b) => byPlace(b, a)

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** What a server answered: the places of the rows after `cursor`, and the cursor to what follows them. */
export interface Answered {
  readonly cursor: string | null
  readonly places: readonly Place[]
  readonly next: string | null
}

/** The span with a page more, or with one that had been let go. */
export function withSheet(span: Span | undefined, page: Answered, order: Order = byPlace): Span {
  const { cursor, places, next } = page
  const floor = next === null ? null : (places.at(-1) ?? null)
  if (!span || cursor === null)
    return { sheets: [{ cursor: null, floor, gone: null }], floor, next }
  const at = span.sheets.findIndex((sheet) => sheet.cursor === cursor)
  if (at !== -1) return { ...span, sheets: filledIn(span.sheets, at, { floor, next }, order) }
  if (cursor !== span.next) return span
  return { sheets: [...span.sheets, { cursor, floor, gone: null }], floor, next }
}

/** A page that came back may have more rows than it had: what is left of them is a page of its own. */
function filledIn(
  sheets: readonly Sheet[],
  at: number,
  { floor, next }: { floor: Place | null; next: string | null },
  order: Order,
): Sheet[] {
  const sheet = sheets[at]
  if (!sheet) return [...sheets]
  const isShort = floor !== null && (sheet.floor === null || order(floor, sheet.floor) < 0)
  const back = isShort
    ? [
        { ...sheet, floor, gone: null },
        { cursor: next, floor: sheet.floor, gone: 1 },
      ]
    : [{ ...sheet, gone: null }]
  return sheets.toSpliced(at, 1, ...back)
}

/** The rows of a list that has never let a page go, in order: `rows` that match and are within the span. */
export function rowsWithin<T>(
  rows: Iterable<T>,
  { floor }: Pick<Span, 'floor'>,
  placeOf: (row: T) => Place,
): T[] {
  const placed: { place: Place; row: T }[] = []
  for (const row of rows) {
    const place = placeOf(row)
    if (floor === null || byPlace(place, floor) <= 0) placed.push({ place, row })
  }
  return placed.toSorted((a, b) => byPlace(a.place, b.place)).map(({ row }) => row)
}
