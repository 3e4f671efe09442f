import type { Customer, CustomerRef } from '../../../server/contract/customers.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { EditableField } from './EditableField.tsx'
import { loadCustomer } from './load.ts'

interface Props {
  id: string
  /** What is known before the whole profile is loaded. */
  known: CustomerRef
  /** What the visitor called themselves in the chat. */
  typedName?: string
}

const fields = ['phone', 'company'] as const

/** Name, e-mail, phone and company, each edited where it stands. */
export function CustomerProfile({ id, known, typedName }: Props) {
  const { customer: words } = useWords()
  const { date } = useFormats()
  const customer: Customer | null | undefined = useWorld((world) => world.customers[id]?.value)
  useLoad(`customer ${id}`, async () => void (await loadCustomer(id)))
  const { name, email } = customer ?? known
  const whole = customer ?? undefined
  const isCalledOtherwise = typedName !== undefined && typedName !== name
  return (
    <section aria-label={words.profile} className="flex flex-col gap-1">
      <div className="flex items-center gap-3 pb-2">
        <Avatar name={name} size="large" />
        <div className="min-w-0 flex-1">
          <EditableField customer={whole} field="name" value={name} isTitle />
          {isCalledOtherwise && (
            <p className="truncate text-xs text-faint">{words.typedName(typedName)}</p>
          )}
        </div>
      </div>
      <EditableField customer={whole} field="email" value={email} />
      {fields.map((field) => (
        <EditableField key={field} customer={whole} field={field} value={whole?.[field] ?? null} />
      ))}
      {customer && (
        <p className="pt-1 text-xs text-faint">
          {words.since} {date(customer.createdAt)}
        </p>
      )}
    </section>
  )
}
