import { ArrowUp, ListPlus, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import type { CustomerField } from '../../../server/contract/customer-fields.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { ListSkeleton } from '../../ui/Skeleton.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { useWords } from '../../words/useWords.ts'
import { orderFields, useFields } from '../profile/fields.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { attempt } from '../shell/attempt.ts'
import { CustomerFieldDialog } from './CustomerFieldDialog.tsx'

type Editing = { field: CustomerField | null } | null

/** The fields the workspace keeps about its customers. */
export function CustomerFieldsSection() {
  const { app, profile } = useWords()
  const { settings: words } = profile
  const { fields, load, isKnown } = useFields()
  const [editing, setEditing] = useState<Editing>(null)
  if (!isKnown)
    return <Arriving load={load} skeleton={<ListSkeleton label={app.loading} rowHeight={40} />} />
  return (
    <div className="mx-auto w-full max-w-2xl overflow-y-auto p-4">
      <div className="flex items-start gap-3 pb-2">
        <p className="flex-1 text-soft">{words.lead}</p>
        <Button onClick={() => setEditing({ field: null })}>
          <Plus size={14} aria-hidden /> {words.add}
        </Button>
      </div>
      {fields.length === 0 && <Empty icon={ListPlus} title={words.none} hint={words.noneHint} />}
      <ul aria-label={words.list}>
        {fields.map((field, index) => (
          <FieldRow
            key={field.id}
            field={field}
            before={fields[index - 1]}
            onEdit={() => setEditing({ field })}
          />
        ))}
      </ul>
      {editing && <CustomerFieldDialog field={editing.field} onClose={() => setEditing(null)} />}
    </div>
  )
}

interface RowProps {
  field: CustomerField
  /** The one above it. */
  before: CustomerField | undefined
  onEdit: () => void
}

function FieldRow({ field, before, onEdit }: RowProps) {
  const { settings: words } = useWords().profile
  const { fields } = useFields()
  const { label, key, type, isArchived } = field
  function moveUp() {
    const ids = fields.map(({ id }) => id).filter((id) => id !== field.id)
    ids.splice(before ? ids.indexOf(before.id) : 0, 0, field.id)
    attempt(() => orderFields(ids))
  }
  return (
    <li className="flex items-center gap-2 border-b border-line py-2">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{label}</span>
        <span className="block truncate text-xs text-faint">
          {words.types[type]} · <code>{key}</code>
        </span>
      </span>
      {isArchived && <Pill>{words.archived}</Pill>}
      {before && <IconButton icon={ArrowUp} label={words.up(label)} onClick={moveUp} />}
      <IconButton icon={Pencil} label={words.edit(label)} onClick={onEdit} />
    </li>
  )
}
