import { Autocomplete } from '@base-ui/react/autocomplete'
import { TextSearch } from 'lucide-react'
import { useState } from 'react'
import type { Found } from '../../../server/contract/search.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { useWords } from '../../words/useWords.ts'
import { Hints } from './Hints.tsx'
import { HitLine } from './HitLine.tsx'
import { recentSearches, rememberSearch } from './recent.ts'
import { type Again, closeSearch, goTo, type Hit, useSearch } from './search.ts'
import { SearchState } from './SearchState.tsx'
import { useFound } from './useFound.ts'

const FEW = 3

interface Section {
  readonly title: string
  readonly items: readonly (Hit | Again)[]
}

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
    <Autocomplete.Root
      inline
      open
      mode="none"
      autoHighlight="always"
      keepHighlight
      items={sections}
      value={text}
      onValueChange={(next, { reason }) =>
        reason !== 'item-press' && useSearch.setState({ text: next })
      }
      itemToStringValue={({ id }: Hit | Again) => id}
    >
      <Field />
      <SearchState found={found} query={text.trim()} isStale={isStale} error={error} />
      <Results onChoose={choose} />
      {found && more && (
        <div className="border-t border-line p-2 text-center">
          <Button onClick={() => void more().catch(() => undefined)}>{words.more}</Button>
        </div>
      )}
      {found === null && !isStale && <Hints />}
    </Autocomplete.Root>
  )
}

function Results({ onChoose }: { onChoose: (item: Hit | Again) => void }) {
  const { search: words } = useWords()
  return (
    <Autocomplete.List
      aria-label={words.title}
      className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-1.5 outline-none data-empty:hidden"
    >
      {(section: Section) => (
        <Autocomplete.Group key={section.title} items={section.items} className="block">
          <Autocomplete.GroupLabel className="px-2 pt-3 pb-1 text-xs font-medium text-faint">
            {section.title}
          </Autocomplete.GroupLabel>
          <Autocomplete.Collection>
            {(item: Hit | Again) => <HitLine key={item.id} item={item} onChoose={onChoose} />}
          </Autocomplete.Collection>
        </Autocomplete.Group>
      )}
    </Autocomplete.List>
  )
}

function Field() {
  const { search: words } = useWords()
  return (
    <div className="flex items-center gap-2 border-b border-line px-3">
      <TextSearch size={16} aria-hidden className="shrink-0 text-faint" />
      <Autocomplete.Input
        aria-label={words.title}
        placeholder={words.hint}
        maxLength={200}
        onFocus={(event) => event.currentTarget.select()}
        className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
      />
      <Kbd keys="Escape" />
    </div>
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
