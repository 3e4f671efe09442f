import { Search } from 'lucide-react'
import { useState } from 'react'
import type { Found } from '../../../server/contract/search.ts'
import { Button } from '../../ui/Button.tsx'
import { Finder, type FinderSection } from '../../ui/Finder.tsx'
import { useWords } from '../../words/useWords.ts'
import { Hints } from './Hints.tsx'
import { HitLine } from './HitLine.tsx'
import { recentSearches, rememberSearch } from './recent.ts'
import { type Again, closeSearch, goTo, type Hit, useSearch } from './search.ts'
import { SearchState } from './SearchState.tsx'
import { useFound } from './useFound.ts'

const FEW = 3

type Section = FinderSection<Hit | Again>

/** The field, and below it what was found, section by section. */
export function SearchBox() {
  const { search: words } = useWords()
  const text = useSearch((state) => state.text)
  const { found, isStale, error, more } = useFound(text)
  const sections = useSections(found)
  function choose(item: Hit | Again) {
    if (item.kind === 'again') return useSearch.setState({ text: item.text })
    rememberSearch(text.trim())
    closeSearch()
    goTo(item)
  }
  return (
    <Finder
      label={words.title}
      hint={words.hint}
      icon={Search}
      text={text}
      onText={(next) => useSearch.setState({ text: next })}
      sections={sections}
      renderLine={(item) => <HitLine key={item.id} item={item} onChoose={choose} />}
      state={<SearchState found={found} query={text.trim()} isStale={isStale} error={error} />}
    >
      {found && more && (
        <div className="border-t border-line p-2 text-center">
          <Button onClick={() => void more().catch(() => undefined)}>{words.more}</Button>
        </div>
      )}
      {found === null && !isStale && <Hints />}
    </Finder>
  )
}

function useSections(found: Found | null): Section[] {
  const { search: words } = useWords()
  const [recent] = useState(recentSearches)
  const sections: Section[] =
    found === null
      ? [{ title: words.recent, items: recent.map(again) }]
      : [
          {
            title: words.customers,
            items: few(found, found.customers.hits.map(asHit('customers'))),
          },
          {
            title: words.companies,
            items: few(found, found.companies.hits.map(asHit('companies'))),
          },
          { title: words.tickets, items: few(found, found.tickets.hits.map(asHit('tickets'))) },
          { title: words.notes, items: few(found, found.notes.hits.map(asHit('notes'))) },
          { title: words.messages, items: found.messages.hits.map(asHit('messages')) },
        ]
  return sections.filter(({ items }) => items.length > 0)
}

// Beside messages, so many that those can be seen; all of them for who asks for nothing else.
const few = ({ messages }: Found, hits: readonly Hit[]) =>
  messages.hits.length === 0 ? hits : hits.slice(0, FEW)

const again = (text: string): Again => ({ kind: 'again', id: `again ${text}`, text })

const asHit =
  <K extends Hit['kind']>(kind: K) =>
  (hit: Extract<Hit, { kind: K }>['hit']): Hit =>
    ({ kind, id: `${kind} ${hit.id}`, hit }) as Hit
