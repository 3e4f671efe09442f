import type { Customer } from '../../../server/contract/customers.ts'
import { useWords } from '../../words/useWords.ts'
import { useFields } from './fields.ts'
import { OwnField } from './OwnField.tsx'

/** What the workspace keeps about a customer in fields of its own, each edited where it stands. */
export function OwnFields({ customer }: { customer: Customer }) {
  const { fields: words } = useWords().profile
  const { fields } = useFields()
  const shown = fields.filter(({ isArchived, key }) => !isArchived || key in customer.fields)
  if (shown.length === 0) return null
  return (
    <section aria-label={words.title} className="flex flex-col gap-1">
      <h3 className="font-semibold">{words.title}</h3>
      {shown.map((field) => (
        <OwnField key={field.id} customer={customer} field={field} />
      ))}
    </section>
  )
}
