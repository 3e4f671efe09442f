/** The part of a file that is asked for, both ends included. */
export interface Span {
  start: number
  end: number
}

/**
 * Reads a `Range` header for a file of `size` bytes: one part, `whole` when there is none we serve by parts, or
 * `impossible` when no byte of the file is in it.
 */
export function spanOf(header: string | undefined, size: number): Span | 'whole' | 'impossible' {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'whole'
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return 'whole'
  return start >= size || (first === '' && Number(last) === 0) ? 'impossible' : { start, end }
}
