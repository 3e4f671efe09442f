import { useState } from 'react'
import type { Busiest } from '../../../server/contract/analytics.ts'
import { Spinner } from '../../ui/Spinner.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { BasisLine } from './BasisLine.tsx'
import { reportPath } from './question.ts'
import { useQuestion } from './useQuestion.ts'
import { type Narrowing, RowsDialog } from './RowsDialog.tsx'
import { useAnswer } from './useAnswer.ts'

/** How many messages customers write in each hour of the week: the fuller, the more. */
export function BusiestHours() {
  const { reports: words } = useWords()
  const question = useQuestion()
  const path = reportPath('busiest', question, { measure: 'received' })
  const { data, error, retry } = useAnswer<Busiest>(path)
  const [opened, setOpened] = useState<Narrowing | null>(null)
  if (error) return <Failed error={error} retry={retry} />
  if (!data) return <Spinner label={words.loading} />
  return (
    <div className="flex flex-col gap-3">
      <HeatMap cells={data.cells} onOpen={setOpened} />
      <BasisLine basis={data.basis} />
      {opened && (
        <RowsDialog measure="received" narrowing={opened} onClose={() => setOpened(null)} />
      )}
    </div>
  )
}

interface MapProps {
  cells: Busiest['cells']
  onOpen: (narrowing: Narrowing) => void
}

function HeatMap({ cells, onOpen }: MapProps) {
  const { reports: words } = useWords()
  const most = Math.max(1, ...cells.flat())
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <div role="region" aria-label={words.busiestLabel} tabIndex={0} className="overflow-x-auto">
      <table aria-label={words.busiestLabel} className="w-full min-w-180 table-fixed">
        <thead>
          <tr className="text-xs text-faint">
            <td className="w-10" aria-hidden>
              {' '}
            </td>
            {cells[0]?.map((_, hour) => (
              <th key={hour} scope="col" className="font-normal">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map((hours, weekday) => (
            <tr key={weekday}>
              <th scope="row" className="text-left text-xs font-normal text-faint">
                {words.weekdays[weekday]}
              </th>
              {hours.map((count, hour) => (
                <td key={hour} className="p-px">
                  <Cell {...{ weekday, hour, count, share: count / most, onOpen }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps {
  weekday: number
  hour: number
  count: number
  share: number
  onOpen: MapProps['onOpen']
}

function Cell({ weekday, hour, count, share, onOpen }: CellProps) {
  const { reports: words } = useWords()
  const { number } = useFormats()
  const label = words.busiestCell(words.weekdays[weekday] ?? '', hour, number(count))
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => onOpen({ weekday: String(weekday), hour: String(hour) })}
      className="relative block h-7 w-full rounded-sm bg-sunken"
    >
      <span className="absolute inset-0 rounded-sm bg-accent" style={{ opacity: share }} />
    </button>
  )
}
