import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'

interface Bar {
  month: string
  value: number | null
}

interface Props {
  title: string
  bars: readonly Bar[]
  say: (value: number) => string
}

const WIDTH = 10
const HEIGHT = 36

/** Twelve bars and the newest figure; who does not see them hears what each month has. */
export function Bars({ title, bars, say }: Props) {
  const { months: words } = useWords().profile
  const { monthName } = useFormats()
  const most = Math.max(...bars.map(({ value }) => value ?? 0), Number.MIN_VALUE)
  const nameOf = ({ month }: Bar) => monthName(new Date(`${month}-15T12:00:00`), 'long')
  const told = bars.filter(({ value }) => value !== null)
  const saidOf = (bar: Bar) => `${nameOf(bar)}: ${say(bar.value ?? 0)}`
  const last = told.at(-1)
  return (
    <figure className="flex min-w-0 flex-col gap-0.5">
      <figcaption className="line-clamp-2 text-xs text-faint">{title}</figcaption>
      <svg
        role="img"
        aria-label={`${title}. ${told.map(saidOf).join(', ') || words.none}`}
        viewBox={`0 0 ${bars.length * WIDTH || WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-9 w-full"
      >
        {bars.map((bar, index) => (
          <Column
            key={bar.month}
            place={index}
            share={(bar.value ?? 0) / most}
            isEmpty={bar.value === null}
            title={bar.value === null ? nameOf(bar) : saidOf(bar)}
          />
        ))}
      </svg>
      <p className="flex flex-wrap gap-x-1.5 tabular-nums">
        {last && <span className="font-medium">{say(last.value ?? 0)}</span>}
        <span className="text-faint">{last ? nameOf(last) : words.none}</span>
      </p>
    </figure>
  )
}

interface ColumnProps {
  place: number
  /** Of the highest one. */
  share: number
  isEmpty: boolean
  title: string
}

function Column({ place, share, isEmpty, title }: ColumnProps) {
  const height = Math.max(1, share * HEIGHT)
  return (
    <rect
      x={place * WIDTH}
      y={HEIGHT - height}
      width={WIDTH - 2}
      height={height}
      className={isEmpty ? 'fill-line' : 'fill-accent'}
    >
      <title>{title}</title>
    </rect>
  )
}
