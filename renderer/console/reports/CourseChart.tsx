import type { Measure, Point } from '../../../server/contract/analytics.ts'
import { useFormats } from '../../words/formats.ts'
import { drawn, useTelling } from './useTelling.ts'

const WIDTH = 720
const HEIGHT = 180
const TOP = 8

interface Props {
  measure: Measure
  points: readonly Point[]
  label: string
}

/** A measure over time as a line; what it says stands in the table beside it, too. */
export function CourseChart({ measure, points, label }: Props) {
  const { valued } = useTelling()
  const { date } = useFormats()
  const values = points.map((point) => drawn(measure, point))
  const most = Math.max(1, ...values.map((value) => value ?? 0))
  const x = (index: number) =>
    points.length < 2 ? WIDTH / 2 : (index * WIDTH) / (points.length - 1)
  const y = (value: number) => HEIGHT - (value / most) * (HEIGHT - TOP)
  const places = values.flatMap((value, index) =>
    value === null ? [] : [{ at: `${x(index)},${y(value)}`, cx: x(index), cy: y(value) }],
  )
  return (
    <figure className="flex flex-col gap-1">
      <p className="text-xs text-faint">{valued(measure, most)}</p>
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-45 w-full overflow-visible"
      >
        <line x1={0} y1={HEIGHT} x2={WIDTH} y2={HEIGHT} className="stroke-line" />
        <polyline
          points={places.map(({ at }) => at).join(' ')}
          vectorEffect="non-scaling-stroke"
          className="fill-none stroke-accent stroke-2"
        />
        {places.length === 1 && (
          <circle {...{ cx: places[0]?.cx, cy: places[0]?.cy }} r={4} className="fill-accent" />
        )}
      </svg>
      <p className="flex justify-between text-xs text-faint">
        <span>{date(points[0]?.startsAt ?? '')}</span>
        {points.length > 1 && <span>{date(points.at(-1)?.startsAt ?? '')}</span>}
      </p>
    </figure>
  )
}
