import { type Figure, type Figures, LENGTHS, Measure } from '../contract/analytics.ts'
import { type FactKind, OPENS } from './table.ts'

/** Which facts a measure adds up; `isValued` says that only those with a value count. */
interface Source {
  kind: FactKind
  isValued: boolean
}

export const SOURCES: Record<Exclude<Measure, 'backlog'>, Source> = {
  begun: { kind: 'begun', isValued: false },
  received: { kind: 'received', isValued: false },
  replied: { kind: 'replied', isValued: false },
  assigned: { kind: 'assigned', isValued: false },
  resolved: { kind: 'resolved', isValued: false },
  reopened: { kind: 'reopened', isValued: false },
  firstResponse: { kind: 'first_reply', isValued: true },
  waiting: { kind: 'replied', isValued: true },
  resolution: { kind: 'resolved', isValued: true },
  satisfaction: { kind: 'rated', isValued: true },
}

/** The kinds that measures add up, and those that change how much is open. */
export const MEASURED = [...new Set(Object.values(SOURCES).map(({ kind }) => kind))]
export const OPENING = Object.keys(OPENS) as FactKind[]

/** What a database answers of the facts of one kind. */
export interface Tally {
  kind: FactKind
  count: number
  valued: number
  mean: number | null
  median: number | null
  p90: number | null
}

export const NOTHING: Figure = { count: 0, mean: null, median: null, p90: null }
export const counted = (count: number): Figure => ({ ...NOTHING, count })

const isLength = (measure: Measure) => (LENGTHS as readonly Measure[]).includes(measure)

/** The figure of one measure among the tallies of all kinds. */
export function figureOf(measure: Exclude<Measure, 'backlog'>, tallies: readonly Tally[]): Figure {
  const { kind, isValued } = SOURCES[measure]
  const tally = tallies.find((each) => each.kind === kind)
  if (!tally) return NOTHING
  if (!isValued) return counted(tally.count)
  // Milliseconds are whole; a score is told to the hundredth.
  const scale = isLength(measure) ? 1 : 100
  const rounded = (value: number | null) =>
    value === null ? null : Math.round(value * scale) / scale
  const { mean, median, p90 } = tally
  return { count: tally.valued, mean: rounded(mean), median: rounded(median), p90: rounded(p90) }
}

/** The figures of every measure. */
export const figuresOf = (tallies: readonly Tally[], open: number): Figures =>
  Object.fromEntries(
    Measure.options.map((measure) => [
      measure,
      measure === 'backlog' ? counted(open) : figureOf(measure, tallies),
    ]),
  ) as Figures
