import type { Figure, Measure } from '../../../server/contract/analytics.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const LENGTHS: ReadonlySet<Measure> = new Set(['firstResponse', 'waiting', 'resolution'])

/** Tells figures in the agent's language. */
export function useTelling() {
  const { reports: words } = useWords()
  const { number, duration } = useFormats()
  const length = (milliseconds: number) => {
    const part = (of: number, unit: number) => Math.floor(of / unit)
    if (milliseconds >= DAY)
      return words.length.days(part(milliseconds, DAY), part(milliseconds % DAY, HOUR))
    if (milliseconds >= HOUR)
      return words.length.hours(part(milliseconds, HOUR), part(milliseconds % HOUR, MINUTE))
    if (milliseconds >= MINUTE)
      return words.length.minutes(part(milliseconds, MINUTE), part(milliseconds % MINUTE, SECOND))
    return words.length.seconds(part(milliseconds, SECOND))
  }
  const valued = (measure: Measure, value: number | null) => {
    if (value === null) return words.none
    return LENGTHS.has(measure) ? length(value) : number(value)
  }
  /** The one number a measure is known by: a count, a median, a mean score. */
  const main = (measure: Measure, figure: Figure) => {
    if (measure === 'satisfaction') return valued(measure, figure.mean)
    return LENGTHS.has(measure) ? valued(measure, figure.median) : number(figure.count)
  }
  /** As short as it fits beside a chart. */
  const brief = (measure: Measure, value: number) =>
    LENGTHS.has(measure) ? duration(value / SECOND) : number(value)
  return { length, valued, main, brief }
}

/** The one number of a measure, to be drawn. */
export function drawn(measure: Measure, { count, median, mean }: Figure): number | null {
  if (measure === 'satisfaction') return mean
  return LENGTHS.has(measure) ? median : count
}

export const hasQuantiles = (measure: Measure) => LENGTHS.has(measure)
