import { Autocomplete } from '@base-ui/react/autocomplete'
import { Check, Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { match } from '../../text/match.ts'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { TagPill } from './TagPill.tsx'
import { createTag, useManagesTags, useTags } from './tags.ts'

/** Whether a tag is chosen, for all or (`some`) for some of what it is chosen for. */
export type Chosen = 'all' | 'some' | 'none'

interface Props {
  chosen: (id: string) => Chosen
  onToggle: (id: string, isOn: boolean) => void
  /** A tag that is not there yet can be made by who may do so. */
  creates?: boolean
}

interface Line {
  id: string
  name: string
  /** What is typed is no tag yet: choosing it makes one. */
  isNew: boolean
}

function useLines(query: string, creates: boolean): Line[] {
  const tags = useTags()
  const mayCreate = useManagesTags() && creates
  const found = tags
    .filter(({ name }) => query === '' || match(query, name) > 0)
    .map(({ id, name }) => ({ id, name, isNew: false }))
  const isKnown = tags.some(({ name }) => name.toLowerCase() === query.toLowerCase())
  const fresh = { id: 'new', name: query, isNew: true }
  return mayCreate && query !== '' && !isKnown ? [...found, fresh] : found
}

/** Tags to choose from by typing; Enter chooses, and takes away again. */
export function TagPicker({ chosen, onToggle, creates = false }: Props) {
  const { tags: words } = useWords().triage
  const [text, setText] = useState('')
  const lines = useLines(text.trim(), creates)
  function choose({ id, name, isNew }: Line) {
    setText('')
    if (isNew) attempt(async () => onToggle((await createTag(name)).id, true))
    else onToggle(id, chosen(id) !== 'all')
  }
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      autoHighlight="always"
      items={lines}
      value={text}
      onValueChange={(next, { reason }) => reason !== 'item-press' && setText(next)}
      itemToStringValue={(line: Line) => line.name}
    >
      <Autocomplete.Input
        aria-label={words.find}
        placeholder={words.find}
        maxLength={50}
        className="mb-1 h-8 w-full rounded-md border border-edge/60 bg-surface px-2.5"
      />
      <Lines lines={lines} chosen={chosen} onChoose={choose} creates={creates} />
    </Autocomplete.Root>
  )
}

interface LinesProps {
  lines: readonly Line[]
  chosen: Props['chosen']
  onChoose: (line: Line) => void
  creates: boolean
}

function Lines({ lines, chosen, onChoose, creates }: LinesProps) {
  const { tags: words } = useWords().triage
  const isNone = useTags().length === 0
  const mayCreate = useManagesTags() && creates
  const none = mayCreate ? words.noneToCreate : words.noneToChoose
  return (
    <>
      <Autocomplete.Empty className="text-faint">
        <p className="px-2 py-1.5 empty:hidden">
          {lines.length === 0 && (isNone ? none : words.nothing)}
        </p>
      </Autocomplete.Empty>
      <Autocomplete.List
        aria-label={words.label}
        className="max-h-64 overflow-y-auto outline-none data-empty:hidden"
      >
        {(line: Line) => (
          <Autocomplete.Item
            key={line.id}
            value={line}
            onClick={() => onChoose(line)}
            className="flex min-h-8 items-center gap-2 rounded-md px-2 outline-none select-none data-highlighted:bg-sunken"
          >
            <LineContent line={line} chosen={line.isNew ? 'none' : chosen(line.id)} />
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </>
  )
}

function LineContent({ line, chosen }: { line: Line; chosen: Chosen }) {
  const { tags: words } = useWords().triage
  const tag = useTags().find(({ id }) => id === line.id)
  if (line.isNew)
    return (
      <>
        <Plus size={14} aria-hidden className="text-accent-text" /> {words.create(line.name)}
      </>
    )
  const Icon = chosen === 'some' ? Minus : Check
  return (
    <>
      <span className="w-4 text-accent-text">
        {chosen !== 'none' && <Icon size={14} aria-hidden />}
      </span>
      {tag && <TagPill tag={tag} />}
      {chosen === 'all' && <span className="sr-only">{words.isOn}</span>}
    </>
  )
}
