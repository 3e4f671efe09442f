import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import { FieldEditor } from './FieldEditor.tsx'

export type Editable = 'name' | 'email' | 'phone' | 'company'

interface Props {
  id: string
  field: Editable
  value: string | null
  /** The name stands larger and without its label. */
  isTitle?: boolean
}

/** A value that turns into a field when it is clicked. */
export function EditableField({ id, field, value, isTitle = false }: Props) {
  const { customer: words } = useWords()
  const [isEditing, setEditing] = useState(false)
  const [isBack, setBack] = useState(false)
  const label = words[field]
  if (isEditing)
    return (
      <FieldEditor
        id={id}
        field={field}
        value={value ?? ''}
        onDone={(isStill) => {
          setBack(isStill)
          setEditing(false)
        }}
      />
    )
  return (
    <button
      type="button"
      autoFocus={isBack}
      onClick={() => setEditing(true)}
      className={cx(
        'group -mx-1.5 flex min-h-7 items-center gap-2 rounded-md px-1.5 text-left hover:bg-sunken',
        isTitle && 'w-full text-base font-semibold',
      )}
    >
      {!isTitle && <span className="w-20 shrink-0 text-faint">{label}</span>}
      <span className={cx('min-w-0 flex-1 truncate', !value && 'text-faint')}>
        {value ?? words.add(label)}
      </span>
      {value && <span className="sr-only">{words.editField(label)}</span>}
      <Pencil
        size={12}
        aria-hidden
        className="shrink-0 text-faint opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
      />
    </button>
  )
}
