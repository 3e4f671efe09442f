// Numbers stay whole in a double for times from 1975 to 2045; others count as the nearest of those.
const ORIGIN = Date.UTC(2010, 0, 1)
const FURTHEST_MS = 2 ** 40 - 1
const PER_MS = 4_096

/** Where documents of a moment begin in the order of numbers, which is the order of time. */
export function numberAt(at: number): number {
  const passed = Number.isNaN(at) ? 0 : at - ORIGIN
  return Math.min(FURTHEST_MS, Math.max(-FURTHEST_MS, passed)) * PER_MS
}

/** The moment of a document's number, in milliseconds. */
export const momentOf = (number: number): number => Math.floor(number / PER_MS) + ORIGIN

/** A number for a document of a moment, spread by its id over those of the same millisecond. */
export const numberFor = (at: number, id: string): number =>
  numberAt(at) + (Number.parseInt(id.slice(-3), 16) || 0)
