import type { Basis } from '../../../server/contract/analytics.ts'
import { useWords } from '../../words/useWords.ts'

/** In which zone the days are, and how much is not counted yet. */
export function BasisLine({ basis }: { basis: Basis }) {
  const { reports: words } = useWords()
  return (
    <p className="text-xs text-faint">
      {words.basis(basis.zone)}
      {basis.behind > 0 && ` · ${words.behind(basis.behind)}`}
    </p>
  )
}
