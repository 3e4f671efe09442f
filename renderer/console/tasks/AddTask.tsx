import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { DueButton } from './DueButton.tsx'
import { createTask, type Origin } from './load.ts'

/** What is to be done for somebody, in one line; it is whoever writes it who has to. */
export function AddTask({ origin }: { origin: Origin }) {
  const { tasks: words } = useWords()
  const [due, setDue] = useState<Date | null>(null)
  const adding = useAction(async (form: HTMLFormElement) => {
    await createTask(origin, { title: fieldText(form, 'title'), dueAt: due?.toISOString() ?? null })
    form.reset()
    setDue(null)
  })
  const { form, problem } = useForm(adding.error, (sent) => adding.run(sent))
  const mistake = problem('title')
  return (
    <form {...form} className="flex flex-col gap-1.5">
      <div className="flex flex-wrap gap-1.5">
        <TextInput
          name="title"
          aria-label={words.name}
          aria-invalid={mistake ? true : undefined}
          placeholder={words.hint}
          maxLength={200}
          required
          autoComplete="off"
          className="min-w-36 flex-1"
        />
        <DueButton value={due} onChange={setDue} />
        <Button type="submit" disabled={adding.isBusy}>
          {words.submit}
        </Button>
      </div>
      {mistake ? (
        <p role="alert" className="text-xs text-danger">
          {mistake}
        </p>
      ) : (
        <FormProblem error={adding.error} />
      )}
    </form>
  )
}
