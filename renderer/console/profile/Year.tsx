import { useState } from 'react'
import type { StreamEvent } from '../../../server/contract/events.ts'
import type { ActivityDay } from '../../../server/contract/timeline.ts'
import { cx } from '../../ui/cx.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { PartFailed } from './PartFailed.tsx'
import { useOwn } from './useOwn.ts'
import { dayOf, monthsOf, type YearMonth, weeksOf } from './year-days.ts'

const concerns = ({ kind }: StreamEvent) => kind === 'activity.added'
const zone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

interface Props {
  customerId: string
  /** Shows the timeline up to a time. */
  onChoose: (before: string) => void
}

/** A year at a glance: each day by how much happened, each month to go to. */
export function Year({ customerId, onChoose }: Props) {
  const { year: words } = useWords().profile
  const path = `/api/timeline/customer/${encodeURIComponent(customerId)}/days`
  const query = new URLSearchParams({ zone: zone() }).toString()
  const { value, load } = useOwn<ActivityDay[]>(customerId, `${path}?${query}`, concerns)
  const days = value ?? []
  const [now] = useState(() => new Date())
  const total = days.reduce((sum, { count }) => sum + count, 0)
  return (
    <section aria-label={words.title} className="flex flex-col gap-1.5">
      <h3 className="font-semibold">{words.title}</h3>
      <PartFailed load={load} />
      <Heat days={days} now={now} label={words.summary(total, days.length)} />
      <div className="grid grid-cols-12 gap-0.5">
        {monthsOf(days, now).map((month) => (
          <MonthButton key={month.key} month={month} onChoose={onChoose} />
        ))}
      </div>
    </section>
  )
}

const CELL = 10

// Five steps, as many as are told apart at a glance.
const levelOf = (count: number, most: number) =>
  count === 0 ? 0 : Math.ceil((Math.log(count + 1) / Math.log(most + 1)) * 4)
const OPACITY = [0, 0.3, 0.5, 0.75, 1]

interface HeatProps {
  days: readonly ActivityDay[]
  now: Date
  label: string
}

function Heat({ days, now, label }: HeatProps) {
  const { date } = useFormats()
  const counts = new Map(days.map(({ day, count }) => [day, count]))
  const most = Math.max(1, ...counts.values())
  const weeks = weeksOf(now)
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${weeks.length * CELL} ${7 * CELL}`}
      className="w-full"
    >
      <title>{label}</title>
      {weeks.flatMap((week, column) =>
        week.map((day, line) => {
          const count = counts.get(dayOf(day)) ?? 0
          const level = levelOf(count, most)
          return (
            <rect
              key={dayOf(day)}
              x={column * CELL}
              y={line * CELL}
              width={CELL - 2}
              height={CELL - 2}
              rx={2}
              fillOpacity={OPACITY[level] || 1}
              className={level === 0 ? 'fill-line' : 'fill-accent'}
            >
              <title>{`${date(day.toISOString())}: ${count}`}</title>
            </rect>
          )
        }),
      )}
    </svg>
  )
}

function MonthButton({ month, onChoose }: { month: YearMonth; onChoose: Props['onChoose'] }) {
  const { year: words } = useWords().profile
  const { monthName } = useFormats()
  const { start, end, count } = month
  return (
    <button
      type="button"
      title={words.month(monthName(start, 'long'), count)}
      aria-label={words.month(monthName(start, 'long'), count)}
      onClick={() => onChoose(end)}
      className={cx(
        'min-h-6 truncate rounded text-center text-xs hover:bg-sunken',
        count === 0 ? 'text-faint' : 'text-soft',
      )}
    >
      {monthName(start, 'narrow')}
    </button>
  )
}
