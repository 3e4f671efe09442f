import { quantile } from '../quantiles.ts'
import { one, tableOf } from '../table.ts'

/** One thing that was measured, and what it may be at most. */
export interface Figure {
  what: string
  unit: string
  value: number
  /** At most; absent where nothing was promised. */
  target?: number
  /** What it was made of: each measurement, or what else belongs to it. */
  details?: Record<string, unknown>
}

/** The 95th percentile of some times, and beside it the middle one and how many there were. */
export const p95 = (what: string, times: readonly number[], target?: number): Figure => ({
  what: `${what}, p95`,
  unit: 'ms',
  value: quantile(times, 0.95),
  ...(target !== undefined && { target }),
  details: { p50: quantile(times, 0.5), longest: Math.max(...times), times: times.length },
})

export const isMissed = ({ value, target }: Figure): boolean =>
  target !== undefined && !(value <= target)

const milliseconds =
  (name: string) =>
  ({ details }: Figure) =>
    details?.[name] === undefined ? '' : `${one(Number(details[name]))} ms`

/** Figures as a table on standard output, with the middle one where there are many. */
export function printFigures(rows: readonly Figure[]): void {
  const table = tableOf(
    rows.map((figure) => [figure.what, figure]),
    [
      { title: 'measured', show: ({ value, unit }) => `${one(value)} ${unit}` },
      { title: 'p50', show: milliseconds('p50') },
      ...(rows.some(({ details }) => details?.cpu !== undefined)
        ? [{ title: 'CPU', show: milliseconds('cpu') }]
        : []),
      { title: 'target', show: ({ target }) => (target === undefined ? '' : `≤ ${target}`) },
      { title: '', show: (figure) => (isMissed(figure) ? 'MISSED' : '') },
    ],
  )
  process.stdout.write(table)
}
