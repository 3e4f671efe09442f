import { useState } from 'react'
import type { CustomerField } from '../../../server/contract/customer-fields.ts'
import type { Customer } from '../../../server/contract/customers.ts'
import { useWords } from '../../words/useWords.ts'
import { ChosenField } from './ChosenField.tsx'
import { OwnFieldEditor } from './OwnFieldEditor.tsx'
import { useSaid } from './own-value.ts'

interface Props {
  customer: Customer
  field: CustomerField
}

/** One field of the workspace's own: chosen from what there is, or written. */
export function OwnField({ customer, field }: Props) {
  const { type, isArchived } = field
  // What is edited is what stood there then, whatever others do meanwhile.
  const [edited, setEdited] = useState<Customer | null>(null)
  if (!isArchived && (type === 'choice' || type === 'boolean'))
    return <ChosenField customer={customer} field={field} />
  if (edited)
    return <OwnFieldEditor customer={edited} field={field} onDone={() => setEdited(null)} />
  return (
    <Shown
      customer={customer}
      field={field}
      onEdit={isArchived ? undefined : () => setEdited(customer)}
    />
  )
}

function Shown({ customer, field, onEdit }: Props & { onEdit: (() => void) | undefined }) {
  const { customer: words } = useWords()
  const { label, type, key } = field
  const value = customer.fields[key] ?? null
  const said = useSaid(field)(value)
  const isLink = type === 'url' && typeof value === 'string'
  return (
    <div className="-mx-1.5 flex min-h-7 items-center gap-2 rounded-md px-1.5 hover:bg-sunken">
      <span className="line-clamp-2 w-24 shrink-0 wrap-anywhere text-faint" title={label}>
        {label}
      </span>
      {isLink && (
        <a
          href={value}
          target="_blank"
          rel="noreferrer"
          className="min-w-0 flex-1 truncate text-accent-text underline"
        >
          {said}
        </a>
      )}
      <button
        type="button"
        disabled={!onEdit}
        onClick={onEdit}
        className={isLink ? 'text-soft' : 'min-w-0 flex-1 truncate text-left'}
      >
        {isLink ? null : said || <span className="text-faint">{words.add(label)}</span>}
        {said && <span className={isLink ? '' : 'sr-only'}> {words.editField(label)}</span>}
      </button>
    </div>
  )
}
