import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import type { CustomerField } from '../../../server/contract/customer-fields.ts'
import type { Customer } from '../../../server/contract/customers.ts'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { fieldProblem, tellProblem } from '../shell/problem-words.ts'
import { ConflictNote } from './ConflictNote.tsx'
import { useEdit } from './edit.ts'
import { ownPlace, useSaid } from './own-value.ts'

const INPUTS = { number: 'number', date: 'date', url: 'url' } as const

interface Props {
  /** As they stood when the edit began. */
  customer: Customer
  field: CustomerField
  onDone: () => void
}

function useSaving({ customer, field, onDone }: Props) {
  const { key, type } = field
  const { fields: words } = useWords().profile
  const input = useRef<HTMLInputElement>(null)
  const [isUnread, setUnread] = useState(false)
  const { save: run, isBusy, error, conflict } = useEdit(ownPlace(field), onDone)
  function save() {
    // Which of the two it is to be is chosen, and never by the way.
    if (!input.current || conflict) return
    // The browser gives nothing at all for what is no number and no day: that is no wish to take the value away.
    const { badInput } = input.current.validity
    setUnread(badInput)
    if (badInput) return
    const text = input.current.value.trim()
    const next = text === '' ? null : type === 'number' ? Number(text) : text
    if (next === (customer.fields[key] ?? null)) onDone()
    else run(customer, next)
  }
  const unread = isUnread ? (type === 'number' ? words.notNumber : words.notDate) : null
  const refused = error ? (fieldProblem(error, `fields.${key}`) ?? tellProblem(error)) : null
  return { input, save, isBusy, conflict, problem: unread ?? refused }
}

/** The open field of one value: Enter and leaving save, Escape leaves it as it was. */
export function OwnFieldEditor(props: Props) {
  const { customer, field, onDone } = props
  const { input, save, isBusy, conflict, problem } = useSaving(props)
  const said = useSaid(field)
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    save()
  }
  function press(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onDone()
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-1">
      <TextInput
        ref={input}
        autoFocus
        type={(INPUTS as Record<string, string>)[field.type] ?? 'text'}
        step="any"
        maxLength={500}
        defaultValue={String(customer.fields[field.key] ?? '')}
        aria-label={field.label}
        aria-invalid={problem || conflict ? true : undefined}
        readOnly={isBusy || conflict !== null}
        onBlur={save}
        onKeyDown={press}
      />
      {problem && (
        <p role="alert" className="px-1.5 text-xs text-danger">
          {problem}
        </p>
      )}
      {conflict && <ConflictNote conflict={conflict} say={said} />}
    </form>
  )
}
