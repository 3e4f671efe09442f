import { useEffect } from 'react'
import type { CustomerField } from '../../../server/contract/customer-fields.ts'
import type { Customer } from '../../../server/contract/customers.ts'
import { Choice } from '../../ui/Choice.tsx'
import { sayFailed } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { tellFields, tellProblem } from '../shell/problem-words.ts'
import { ConflictNote } from './ConflictNote.tsx'
import { useEdit } from './edit.ts'
import { ownPlace, useSaid } from './own-value.ts'

interface Props {
  customer: Customer
  field: CustomerField
}

const NOTHING = ''
const stay = () => undefined

/** One of the workspace's own fields whose value is one of several. */
export function ChosenField({ customer, field }: Props) {
  const { key, label, type } = field
  const value = customer.fields[key] ?? null
  const { save, error, conflict } = useEdit(ownPlace(field), stay)
  useEffect(() => {
    if (error) sayFailed(tellProblem(error), tellFields(error))
  }, [error])
  const said = useSaid(field)
  const choose = (chosen: string) => {
    const next = type === 'boolean' ? chosen === 'true' : chosen
    save(customer, chosen === NOTHING ? null : next)
  }
  return (
    <>
      <div className="flex min-h-8 items-center gap-2">
        <span
          aria-hidden
          className="line-clamp-2 w-24 shrink-0 wrap-anywhere text-faint"
          title={label}
        >
          {label}
        </span>
        <Choice
          label={label}
          value={value === null ? NOTHING : String(value)}
          options={useOptions(field, value)}
          onChange={choose}
          disabled={conflict !== null}
          className="flex-1"
        />
      </div>
      {conflict && <ConflictNote conflict={conflict} say={said} />}
    </>
  )
}

/** What there is to choose from; what is no longer among it and still stands there, too. */
function useOptions({ type, choices }: CustomerField, value: string | number | boolean | null) {
  const { fields: words } = useWords().profile
  const options =
    type === 'boolean'
      ? [
          { value: 'true', label: words.yes },
          { value: 'false', label: words.no },
        ]
      : choices.map((choice) => ({ value: choice, label: choice }))
  const given = value === null ? NOTHING : String(value)
  const isGone = given !== NOTHING && !options.some((option) => option.value === given)
  return [
    { value: NOTHING, label: words.unknown },
    ...options,
    ...(isGone ? [{ value: given, label: given }] : []),
  ]
}
