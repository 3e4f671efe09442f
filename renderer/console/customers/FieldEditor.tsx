import { type FormEvent, useEffect, useRef } from 'react'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { fieldProblem, tellProblem } from '../shell/problem-words.ts'
import { useAction } from '../shell/useAction.ts'
import type { Editable } from './EditableField.tsx'
import { type CustomerFields, updateCustomer } from './load.ts'

const limits = {
  name: { type: 'text', minLength: 2, maxLength: 100, required: true },
  email: { type: 'email', maxLength: 254, required: true },
  phone: { type: 'tel', maxLength: 20 },
  company: { type: 'text', maxLength: 200 },
} as const

interface Props {
  id: string
  field: Editable
  value: string
  onDone: () => void
}

/** Saves what stands in the field, unless it is what was there before. */
function useSaving({ id, field, value, onDone }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const { run, isBusy, error } = useAction(async (text: string) => {
    const change: CustomerFields = { [field]: text.trim() || null }
    await updateCustomer(id, change)
    onDone()
  })
  useEffect(() => input.current?.select(), [])
  function save() {
    const text = input.current?.value ?? ''
    if (text.trim() === value.trim()) return onDone()
    if (input.current?.reportValidity()) run(text)
  }
  const problem = error ? (fieldProblem(error, field) ?? tellProblem(error)) : null
  return { input, save, isBusy, problem }
}

/** The open field of one value: Enter saves, Escape leaves it as it was, leaving saves what changed. */
export function FieldEditor(props: Props) {
  const { customer: words } = useWords()
  const { field, value, onDone } = props
  const { input, save, isBusy, problem } = useSaving(props)
  function submit(event: FormEvent) {
    event.preventDefault()
    save()
  }
  return (
    <form onSubmit={submit} className="-mx-1.5 flex flex-col gap-1">
      <TextInput
        ref={input}
        {...limits[field]}
        defaultValue={value}
        aria-label={words[field]}
        aria-invalid={problem ? true : undefined}
        disabled={isBusy}
        onBlur={save}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      {problem && (
        <p role="alert" className="px-1.5 text-xs text-danger">
          {problem}
        </p>
      )}
    </form>
  )
}
