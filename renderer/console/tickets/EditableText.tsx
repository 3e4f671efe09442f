import { Pencil } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextArea, TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { fieldProblem, tellProblem } from '../shell/problem-words.ts'
import { useAction } from '../shell/useAction.ts'

interface Props {
  /** What the button that opens the field does. */
  label: string
  value: string
  limits: { min: number; max: number }
  isLong?: boolean
  onSave: (text: string) => Promise<unknown>
  /** How the value stands while nobody edits it. */
  children: ReactNode
}

/** A text with a pencil beside it, which turns it into a field. */
export function EditableText(props: Props) {
  const [isEditing, setEditing] = useState(false)
  const [isBack, setBack] = useState(false)
  function done() {
    setBack(true)
    setEditing(false)
  }
  if (isEditing) return <Editor {...props} onDone={done} />
  return (
    <div className="group flex min-w-0 items-start gap-1">
      <div className="min-w-0">{props.children}</div>
      <IconButton
        icon={Pencil}
        label={props.label}
        autoFocus={isBack}
        onClick={() => setEditing(true)}
        className="size-6! text-faint md:opacity-0 md:group-hover:opacity-100 md:focus-visible:opacity-100"
      />
    </div>
  )
}

function useSaving({ value, onSave, onDone }: EditorProps) {
  const { run, error } = useAction(async (text: string) => {
    if (text !== value) await onSave(text)
    onDone()
  })
  const { form, problem } = useForm(null, (sent) => run(fieldText(sent, 'text')))
  const refused = error
    ? (fieldProblem(error, 'subject') ?? fieldProblem(error, 'description') ?? tellProblem(error))
    : null
  return { form, problem: problem('text') ?? refused }
}

type EditorProps = Props & { onDone: () => void }

function Editor(props: EditorProps) {
  const { label, value, limits, isLong = false, onDone } = props
  const { app } = useWords()
  const { form, problem } = useSaving(props)
  function press(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onDone()
  }
  const Control = isLong ? TextArea : TextInput
  return (
    <form {...form} className="flex flex-col gap-2">
      <Control
        onKeyDown={press}
        name="text"
        aria-label={label}
        defaultValue={value}
        minLength={limits.min}
        maxLength={limits.max}
        aria-invalid={problem ? true : undefined}
        required
        autoFocus
      />
      {problem && (
        <p role="alert" className="text-xs text-danger">
          {problem}
        </p>
      )}
      <div className="flex gap-2">
        <Button type="submit" look="primary" size="small" onKeyDown={press}>
          {app.save}
        </Button>
        <Button size="small" look="quiet" onClick={onDone} onKeyDown={press}>
          {app.cancel}
        </Button>
      </div>
    </form>
  )
}
