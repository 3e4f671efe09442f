import { Command } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Finder, FinderLine } from '../../../ui/Finder.tsx'
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
    <Finder
      label={words.palette}
      hint={words.hint}
      icon={Command}
      text={text}
      onText={setText}
      sections={sections}
      renderLine={(entry) => <Line key={entry.id} entry={entry} onChoose={onChoose} />}
      state={
        <div role="status" className="text-soft">
          {sections.length === 0 && (
            <p className="px-4 py-6 text-center">{words.nothing(text.trim())}</p>
          )}
        </div>
      }
    />
  )
}

function Line({ entry, onChoose }: { entry: Entry; onChoose: (entry: Entry) => void }) {
  return (
    <FinderLine item={entry} onChoose={onChoose} className="min-h-9 items-center gap-2">
      <span className="min-w-0 flex-1 truncate">
        {entry.label}
        {entry.note && <span className="ml-2 text-xs text-faint">{entry.note}</span>}
      </span>
      {entry.keys && <Kbd keys={entry.keys} />}
    </FinderLine>
  )
}
