import { Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { atLeast } from '../../../server/contract/identity.ts'
import { Choice } from '../../ui/Choice.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { SegmentDialog } from './SegmentDialog.tsx'
import { chooseSegment, useLoadedSegments, useSegments } from './segments.ts'

const EVERYBODY = ''

/** Narrows the list of customers to a segment; supervisors make and change them here. */
export function SegmentBar() {
  const { people } = useWords()
  const words = people.segments
  useLoadedSegments()
  const { segments, chosen } = useSegments()
  const isEnabled = atLeast(useMe().role, 'supervisor')
  const [editing, setEditing] = useState<'new' | 'chosen' | null>(null)
  const add = () => setEditing('new')
  useCommands([{ id: 'segment.create', label: words.create, group: 'list', isEnabled, run: add }])
  const current = segments.find(({ id }) => id === chosen) ?? null
  const options = useOptions()
  if (segments.length === 0 && !isEnabled) return null
  return (
    <div className="flex items-center gap-1">
      <Choice
        label={words.label}
        value={current?.id ?? EVERYBODY}
        options={options}
        className="min-w-0 flex-1"
        onChange={(id) => chooseSegment(id === EVERYBODY ? null : id)}
      />
      {isEnabled && current && (
        <IconButton icon={Pencil} label={words.edit} onClick={() => setEditing('chosen')} />
      )}
      {isEnabled && <IconButton icon={Plus} label={words.create} onClick={add} />}
      {editing && (
        <SegmentDialog
          segment={editing === 'chosen' ? current : null}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  )
}

function useOptions() {
  const { people } = useWords()
  const { number } = useFormats()
  const { segments, counts } = useSegments()
  const note = (id: string) => {
    const known = counts[id]
    if (!known) return null
    const said = number(known.count) + (known.hasMore ? '+' : '')
    return <span className="text-xs text-faint tabular-nums">{said}</span>
  }
  return [
    { value: EVERYBODY, label: people.segments.everybody },
    ...segments.map(({ id, name }) => ({ value: id, label: name, note: note(id) })),
  ]
}
