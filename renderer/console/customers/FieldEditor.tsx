import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { mistakeIn } from '../shell/mistakes.ts'
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
  /** Closes the field; `isStill` says that the focus was in it. */
  onDone: (isStill: boolean) => void
}

/** Saves what stands in the field, unless it is what was there before. */
function useSaving({ id, field, value, onDone }: Props) {
  const { form } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [mistake, setMistake] = useState<string>()
  const leave = () => onDone(document.activeElement === input.current)
  const { run, isBusy, error } = useAction(async (text: string) => {
    const change: CustomerFields = { [field]: text.trim() || null }
    await updateCustomer(id, change)
    leave()
  })
  useEffect(() => input.current?.select(), [])
  function save() {
    if (!input.current) return
    const text = input.current.value
    if (text.trim() === value.trim()) return leave()
    const found = mistakeIn(input.current, form)
    setMistake(found)
    if (found === undefined) run(text)
  }
  const refused = error ? (fieldProblem(error, field) ?? tellProblem(error)) : null
  return { input, save, leave, isBusy, problem: mistake ?? refused }
}

/** The open field of one value: Enter saves, Escape leaves it as it was, leaving saves what changed. */
export function FieldEditor(props: Props) {
  const { customer: words } = useWords()
  const { field, value } = props
  const { input, save, leave, isBusy, problem } = useSaving(props)
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
        defaultValue={value}
        aria-label={words[field]}
        aria-invalid={problem ? true : undefined}
        // Not disabled: that would drop the focus, and the next key would go to the page.
        readOnly={isBusy}
        onBlur={save}
        onKeyDown={press}
      />
      {problem && (
        <p role="alert" className="px-1.5 text-xs text-danger">
          {problem}
        </p>
      )}
    </form>
  )
}
