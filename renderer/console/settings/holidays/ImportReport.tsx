import { HOLIDAYS_MAX } from '../../../../server/contract/holidays.ts'
import { useWords } from '../../../words/useWords.ts'
import type { CalendarHolidays } from './calendar.ts'
import type { Joined } from './joined.ts'

export type Imported = Joined & Pick<CalendarHolidays, 'passedOver'>

const REASONS = ['timed', 'past', 'cancelled', 'unreadable'] as const

/** What became of a calendar's events. It is read out as soon as it appears. */
export function ImportReport({ imported }: { imported: Imported | null }) {
  return (
    <div role="status" className={imported ? 'rounded-md bg-sunken px-3 py-2' : 'hidden'}>
      {imported && <Report imported={imported} />}
    </div>
  )
}

function Report({ imported: { added, known, leftOut, passedOver } }: { imported: Imported }) {
  const { holidays: words } = useWords()
  const reasons = REASONS.map((reason) => ({ reason, events: passedOver[reason] ?? 0 })).filter(
    ({ events }) => events > 0,
  )
  const events = reasons.reduce((sum, one) => sum + one.events, 0)
  const why = reasons.map((one) => words.why[one.reason](one.events)).join(', ')
  return (
    <>
      <p>{added > 0 ? words.added(added) : words.nothing}</p>
      {known > 0 && <p>{words.known(known)}</p>}
      {leftOut > 0 && <p className="text-danger">{words.leftOut(leftOut, HOLIDAYS_MAX)}</p>}
      {events > 0 && <p>{words.passedOver(events, why)}</p>}
    </>
  )
}
