import type { CompanySettling } from '../../../server/contract/companies.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'

/** How many people came and went by the domains of a company, while they do and afterwards. */
export function Settling({ settling }: { settling: CompanySettling | null }) {
  const words = useWords().people.settling
  const { date } = useFormats()
  if (!settling) return null
  const { joined, departed, startedAt, endedAt } = settling
  const counts = [
    ...(joined > 0 ? [words.joined(joined)] : []),
    ...(departed > 0 ? [words.departed(departed)] : []),
  ].join(' · ')
  if (endedAt === null)
    return (
      <div role="status" className="flex flex-col gap-1">
        <p>{words.underWay}</p>
        <ProgressBar label={words.underWay} done={null} />
        {counts && <p className="text-soft tabular-nums">{counts}</p>}
      </div>
    )
  if (!counts) return null
  return (
    <p className="text-xs text-faint">
      {words.since(date(startedAt))}: {counts}
    </p>
  )
}
