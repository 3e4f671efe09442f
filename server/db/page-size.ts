const PAGE_LENGTH = 1_000_000

/**
 * The first of these rows whose texts together are no more than a socket should be given at once (a million
 * characters); always one, however long it is.
 */
export function withinPage<Row>(rows: readonly Row[], lengthOf: (row: Row) => number): Row[] {
  let length = 0
  const cut = rows.findIndex((row, index) => {
    length += lengthOf(row)
    return index > 0 && length > PAGE_LENGTH
  })
  return cut === -1 ? [...rows] : rows.slice(0, cut)
}
