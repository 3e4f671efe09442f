import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Customer } from '../../../server/contract/customers.ts'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { ConflictNote } from '../profile/ConflictNote.tsx'
import { type Place, useEdit } from '../profile/edit.ts'
import { mistakeIn } from '../shell/mistakes.ts'
import { fieldProblem, tellProblem } from '../shell/problem-words.ts'
import type { Editable } from './EditableField.tsx'

const limits = {
  name: { type: 'text', minLength: 2, maxLength: 100, required: true },
  email: { type: 'email', maxLength: 254, required: true },
  phone: { type: 'tel', maxLength: 20 },
  company: { type: 'text', maxLength: 200 },
} as const

const placeOf = (field: Editable): Place => ({
  read: (customer) => customer[field],
  change: (value) => ({ [field]: value }),
})

interface Props {
  /** As they stood when the edit began. */
  customer: Customer
  field: Editable
  /** Closes the field; `isStill` says that the focus was in it. */
  onDone: (isStill: boolean) => void
}

/** Saves what stands in the field, unless it is what was there before. */
function useSaving({ customer, field, onDone }: Props) {
  const { form } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [mistake, setMistake] = useState<string>()
  const leave = () => onDone(input.current?.form?.contains(document.activeElement) ?? false)
  const { save: run, isBusy, error, conflict } = useEdit(placeOf(field), leave)
  useEffect(() => input.current?.select(), [])
  function save() {
    // Which of the two it is to be is chosen, and never by the way.
    if (!input.current || conflict) return
    const text = input.current.value.trim()
    if (text === (customer[field] ?? '').trim()) return leave()
    const found = mistakeIn(input.current, form)
    setMistake(found)
    if (found === undefined) run(customer, text || null)
  }
  const refused = error ? (fieldProblem(error, field) ?? tellProblem(error)) : null
  return { input, save, leave, isBusy, conflict, problem: mistake ?? refused }
}

/** The open field of one value: Enter saves, Escape leaves it as it was, leaving saves what changed. */
export function FieldEditor(props: Props) {
  const { customer: words } = useWords()
  const { customer, field } = props
  const { input, save, leave, isBusy, conflict, problem } = useSaving(props)
  function submit(event: FormEvent) {
    event.preventDefault()
    save()
  }
  function press(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    event.preventDefault()
    leave()
  }
  return (
    <form onSubmit={submit} noValidate className="-mx-1.5 flex flex-col gap-1">
      <TextInput
        ref={input}
        {...limits[field]}
        defaultValue={customer[field] ?? ''}
        aria-label={words[field]}
        aria-invalid={problem || conflict ? true : undefined}
        // Not disabled: that would drop the focus, and the next key would go to the page.
        readOnly={isBusy || conflict !== null}
        onBlur={save}
        onKeyDown={press}
      />
      {problem && (
        <p role="alert" className="px-1.5 text-xs text-danger">
          {problem}
        </p>
      )}
      {conflict && <ConflictNote conflict={conflict} say={(value) => String(value ?? '')} />}
    </form>
  )
}
