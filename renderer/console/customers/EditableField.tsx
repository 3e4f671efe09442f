import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { Customer } from '../../../server/contract/customers.ts'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import { FieldEditor } from './FieldEditor.tsx'

export type Editable = 'name' | 'email' | 'phone' | 'company'

interface Props {
  /** Undefined until they are wholly known: nobody edits what they do not see. */
  customer: Customer | undefined
  field: Editable
  value: string | null
  /** The name stands larger and without its label. */
  isTitle?: boolean
}

/** A value that turns into a field when it is clicked. */
export function EditableField(props: Props) {
  // What is edited is what stood there then, whatever others do meanwhile.
  const [edited, setEdited] = useState<Customer | null>(null)
  const [isBack, setBack] = useState(false)
  const { customer, field } = props
  if (!edited)
    return <Shown {...props} isBack={isBack} onEdit={() => setEdited(customer ?? null)} />
  function done(isStill: boolean) {
    setBack(isStill)
    setEdited(null)
  }
  return <FieldEditor customer={edited} field={field} onDone={done} />
}

interface ShownProps extends Props {
  isBack: boolean
  onEdit: () => void
}

function Shown({ customer, field, value, isTitle = false, isBack, onEdit }: ShownProps) {
  const { customer: words } = useWords()
  const label = words[field]
  return (
    <button
      type="button"
      autoFocus={isBack}
      disabled={!customer}
      onClick={onEdit}
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
