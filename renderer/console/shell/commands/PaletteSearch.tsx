import { Autocomplete } from '@base-ui/react/autocomplete'
import { Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Kbd } from '../../../ui/Kbd.tsx'
import { useWords } from '../../../words/useWords.ts'
import { type Entry, type Section, sectionsOf } from './entries.ts'
import { useFoundSections } from './found.ts'
import { recentCommands } from './recent.ts'
import { commandsNow } from './registry.ts'

/** What there was when the palette opened, narrowed to what is typed. */
function useSections(query: string): Section[] {
  const { commands: words } = useWords()
  const [commands] = useState(commandsNow)
  const [recent] = useState(recentCommands)
  const mine = useMemo(
    () => sectionsOf(commands, { query, recent, words }),
    [commands, query, recent, words],
  )
  return [...mine, ...useFoundSections(query)]
}

/** The field, and below it what answers. */
export function PaletteSearch({ onChoose }: { onChoose: (entry: Entry) => void }) {
  const { commands: words } = useWords()
  const [text, setText] = useState('')
  const sections = useSections(text.trim())
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      autoHighlight="always"
      keepHighlight
      items={sections}
      value={text}
      onValueChange={(next, { reason }) => reason !== 'item-press' && setText(next)}
      itemToStringValue={(entry: Entry) => entry.label}
    >
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search size={16} aria-hidden className="shrink-0 text-faint" />
        <Autocomplete.Input
          aria-label={words.palette}
          placeholder={words.hint}
          maxLength={200}
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
        />
        <Kbd keys="Escape" />
      </div>
      <Answers sections={sections} query={text.trim()} onChoose={onChoose} />
    </Autocomplete.Root>
  )
}

interface AnswersProps {
  sections: readonly Section[]
  query: string
  onChoose: (entry: Entry) => void
}

function Answers({ sections, query, onChoose }: AnswersProps) {
  const { commands: words } = useWords()
  return (
    <>
      <Autocomplete.Empty className="text-soft">
        <p className="px-4 py-6 text-center empty:hidden">
          {sections.length === 0 && words.nothing(query)}
        </p>
      </Autocomplete.Empty>
      <Autocomplete.List
        aria-label={words.palette}
        className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-1.5 outline-none data-empty:hidden"
      >
        {(section: Section) => (
          <Autocomplete.Group key={section.title} items={section.items} className="block">
            <Autocomplete.GroupLabel className="px-2 pt-3 pb-1 text-xs font-medium text-faint">
              {section.title}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(entry: Entry) => <Line key={entry.id} entry={entry} onChoose={onChoose} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </>
  )
}

function Line({ entry, onChoose }: { entry: Entry; onChoose: (entry: Entry) => void }) {
  return (
    <Autocomplete.Item
      value={entry}
      onClick={() => onChoose(entry)}
      className="flex min-h-9 scroll-my-8 items-center gap-2 rounded-md px-2 outline-none select-none data-highlighted:bg-sunken"
    >
      <span className="min-w-0 flex-1 truncate">
        {entry.label}
        {entry.note && <span className="ml-2 text-xs text-faint">{entry.note}</span>}
      </span>
      {entry.keys && <Kbd keys={entry.keys} />}
    </Autocomplete.Item>
  )
}
