import type { Found } from '../../../server/contract/search.ts'
import { useWords } from '../../words/useWords.ts'
import { isUnreachable } from '../sync/problem.ts'

interface Props {
  found: Found | null
  query: string
  isStale: boolean
  error: unknown
}

const countOf = ({ customers, companies, tickets, notes, messages }: Found) =>
  [customers, companies, tickets, notes, messages].reduce(
    (count, { hits }) => count + hits.length,
    0,
  )

/** What there is to say about a search besides what it found. */
export function SearchState({ found, query, isStale, error }: Props) {
  const { search, problem } = useWords()
  const isNothing = found !== null && !isStale && countOf(found) === 0
  return (
    <div role="status" className="text-soft empty:hidden *:px-4 *:py-2">
      {error !== null && <p>{isUnreachable(error) ? search.offline : problem.couldNotLoad}</p>}
      {error === null && isStale && found === null && <p>{search.searching}</p>}
      {found && found.unknown.length > 0 && <p>{search.noSuch(found.unknown.join(', '))}</p>}
      {found && !found.index.isComplete && <p>{search.indexing}</p>}
      {isNothing && (
        <div className="py-6 text-center">
          <p className="font-medium text-ink">{search.nothing(query)}</p>
          <p className="text-faint">{search.nothingHint}</p>
        </div>
      )}
    </div>
  )
}
