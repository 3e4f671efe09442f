import { type Holiday, HOLIDAYS_MAX } from '../../../../server/contract/holidays.ts'

/** A list of holidays with those of a calendar. */
export interface Joined {
  readonly holidays: Holiday[]
  readonly added: number
  /** Days that were in the list before. */
  readonly known: number
  /** The latest ones, for which the list has no room. */
  readonly leftOut: number
}

/** Adds to a list the days that are not in it, the earliest first, as far as there is room. What is in it stays. */
export function joined(list: Holiday[], found: readonly Holiday[]): Joined {
  const dates = new Set(list.map(({ date }) => date))
  const missing = found.filter(({ date }) => !dates.has(date))
  const added = missing.slice(0, Math.max(0, HOLIDAYS_MAX - list.length))
  return {
    holidays: added.length > 0 ? [...list, ...added] : list,
    added: added.length,
    known: found.length - missing.length,
    leftOut: missing.length - added.length,
  }
}
