import { type KeyboardEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'

interface Props {
  label: string
  submit: string
  content?: string
  /** What was begun and not sent, and where it is kept. */
  draft?: { read: () => string; keep: (text: string) => void }
  onSubmit: (content: string) => Promise<unknown>
  /** Leaves a note that is edited as it was; Escape does it too. */
  onCancel?: () => void
}

/** Where a note is written or edited. */
export function NoteForm({ label, submit, content = '', draft, onSubmit, onCancel }: Props) {
  const { app } = useWords()
  const saving = useAction(async (form: HTMLFormElement) => {
    const sent = fieldText(form, 'content')
    await onSubmit(sent)
    // What was written while it was on its way is not said yet.
    if (fieldText(form, 'content') === sent) empty(form, draft)
  })
  const [begun] = useState(() => draft?.read() || content)
  const { form } = useForm(saving.error, (sent) => saving.run(sent))
  return (
    <form {...form} className="flex flex-col gap-1.5">
      <TextArea
        name="content"
        aria-label={label}
        placeholder={label}
        defaultValue={begun}
        onInput={(event) => draft?.keep(event.currentTarget.value)}
        maxLength={5000}
        rows={2}
        className="min-h-14"
        required
        autoFocus={onCancel !== undefined}
        onKeyDown={(event) => leaveByEscape(event, onCancel)}
      />
      <FormProblem error={saving.error} />
      <div className="flex justify-end gap-2">
        {onCancel && (
          <Button size="small" look="quiet" onClick={onCancel}>
            {app.cancel}
          </Button>
        )}
        <Button type="submit" size="small" disabled={saving.isBusy}>
          {submit}
        </Button>
      </div>
    </form>
  )
}

function leaveByEscape(event: KeyboardEvent, leave: (() => void) | undefined): void {
  if (event.key !== 'Escape' || !leave) return
  event.preventDefault()
  leave()
}

// Not reset: that would bring back what was there when the form came up.
function empty(form: HTMLFormElement, draft: Props['draft']): void {
  draft?.keep('')
  const field = form.elements.namedItem('content')
  if (field instanceof HTMLTextAreaElement) field.value = ''
}
