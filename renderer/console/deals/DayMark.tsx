import { CalendarClock, CircleCheck, CircleX, TriangleAlert } from 'lucide-react'
import type { Deal } from '../../../server/contract/deals.ts'
import { Pill } from '../../ui/Pill.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useMinute } from '../inbox/local-time.ts'
import { beginOf, isOverdue } from './days.ts'

/** When a deal is expected to close, marked once that day has passed; or when it was won or lost. */
export function DayMark({ deal }: { deal: Deal }) {
  const { deals: words } = useWords()
  const { dayOnly } = useFormats()
  const minute = useMinute()
  const { category, closedAt, expectedOn } = deal
  if (category !== 'open') {
    const Icon = category === 'won' ? CircleCheck : CircleX
    return (
      <Pill tone={category === 'won' ? 'good' : 'plain'}>
        <Icon size={12} aria-hidden />
        <time dateTime={closedAt ?? deal.movedAt}>
          {words.closedAt[category](dayOnly(closedAt ?? deal.movedAt))}
        </time>
      </Pill>
    )
  }
  if (expectedOn === null) return null
  const isLate = isOverdue(deal, minute)
  const Icon = isLate ? TriangleAlert : CalendarClock
  const day = <Day day={expectedOn} says={isLate ? words.overdue : words.expected} />
  return (
    <Pill tone={isLate ? 'danger' : 'plain'}>
      <Icon size={12} aria-hidden />
      {day}
    </Pill>
  )
}

function Day({ day, says }: { day: string; says: (day: string) => string }) {
  const { dayOnly } = useFormats()
  return <time dateTime={day}>{says(dayOnly(beginOf(day)))}</time>
}
