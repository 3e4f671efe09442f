import { useState } from 'react'
import type { StreamEvent } from '../../../server/contract/events.ts'
import type { ActivityDay } from '../../../server/contract/timeline.ts'
import { cx } from '../../ui/cx.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { ownZone } from '../shell/zones.ts'
import { PartFailed } from './PartFailed.tsx'
import { useOwn } from './useOwn.ts'
import { monthsOf, type YearMonth } from './year-days.ts'
import { YearDays } from './YearDays.tsx'

const concerns = ({ kind }: StreamEvent) => kind === 'activity.added'

interface Props {
  customerId: string
  /** Shows the timeline up to a time. */
  onChoose: (before: string) => void
}

/** A year at a glance: each day by how much happened, each month to go to. */
export function Year({ customerId, onChoose }: Props) {
  const { year: words } = useWords().profile
  const path = `/api/timeline/customer/${encodeURIComponent(customerId)}/days`
  const query = new URLSearchParams({ zone: ownZone() }).toString()
  const { value, load } = useOwn<ActivityDay[]>(customerId, `${path}?${query}`, concerns)
  const days = value ?? []
  const [now] = useState(() => new Date())
  const total = days.reduce((sum, { count }) => sum + count, 0)
  return (
    <section aria-label={words.title} className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-2">
        <h3 className="font-semibold">{words.title}</h3>
        {value && <p className="text-xs text-faint">{words.summary(total, days.length)}</p>}
      </div>
      <PartFailed load={load} />
      <YearDays days={days} now={now} onChoose={onChoose} />
      <div className="grid grid-cols-12 gap-0.5">
        {monthsOf(days, now).map((month) => (
          <MonthButton key={month.key} month={month} onChoose={onChoose} />
        ))}
      </div>
    </section>
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
