import type { ReconciledDay } from '../../../../server/contract/crisp-reconciliation.ts'
import { useFormats } from '../../../words/formats.ts'
import { useWords } from '../../../words/useWords.ts'

/** Each day on both sides. */
export function Days({ days }: { days: readonly ReconciledDay[] }) {
  const { crisp: words } = useWords()
  const { number, date } = useFormats()
  const counts = ({ conversations, messages }: ReconciledDay['crisp']) =>
    words.counts(number(conversations), number(messages))
  if (days.length === 0) return null
  return (
    <table className="w-full text-left tabular-nums">
      <thead className="text-xs text-faint">
        <tr>
          <th className="py-1 pr-3 font-medium">{words.dayColumn}</th>
          <th className="py-1 pr-3 font-medium">{words.thereSide}</th>
          <th className="py-1 font-medium">{words.hereSide}</th>
        </tr>
      </thead>
      <tbody>
        {days.map((one) => (
          <tr key={one.day} className="border-t border-line">
            <td className="py-1 pr-3">{date(`${one.day}T12:00:00Z`)}</td>
            <td className="py-1 pr-3">{counts(one.crisp)}</td>
            <td className={one.differences > one.repaired ? 'py-1 text-warn' : 'py-1'}>
              {counts(one.here)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
