import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/TextInput.tsx'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'

interface Props {
  label: string
  submit: string
  content?: string
  onSubmit: (content: string) => Promise<unknown>
}

/** Where a note is written or edited. */
export function NoteForm({ label, submit, content = '', onSubmit }: Props) {
  const saving = useAction(async (form: HTMLFormElement) => {
    await onSubmit(fieldText(form, 'content'))
    form.reset()
  })
  const { form } = useForm(saving.error, (sent) => saving.run(sent))
  return (
    <form {...form} className="flex flex-col gap-1.5">
      <TextArea
        name="content"
        aria-label={label}
        placeholder={label}
        defaultValue={content}
        maxLength={5000}
        rows={2}
        className="min-h-14"
        required
      />
      <FormProblem error={saving.error} />
      <Button type="submit" size="small" className="self-end" disabled={saving.isBusy}>
        {submit}
      </Button>
    </form>
  )
}
