import type { FormEvent } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { setUp } from '../sync/api.ts'
import { enter } from './account.ts'
import { DoorFrame } from './DoorFrame.tsx'
import { fieldText } from './form.ts'
import { FormProblem } from './FormProblem.tsx'
import { fieldProblem } from './problem-words.ts'
import { useAction } from './useAction.ts'

type Admin = Parameters<typeof setUp>[0]

const fields = [
  { name: 'name', type: 'text', autoComplete: 'name', minLength: 2, maxLength: 100 },
  { name: 'email', type: 'email', autoComplete: 'username', maxLength: 254 },
  {
    name: 'password',
    type: 'password',
    autoComplete: 'new-password',
    minLength: 8,
    maxLength: 200,
  },
] as const

/** The first visit of all: whoever comes makes the administrator's account. */
export function SetUp() {
  const { setUp: words } = useWords()
  const creating = useAction(async (admin: Admin) => enter(await setUp(admin)))
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    creating.run({
      name: fieldText(form, 'name'),
      email: fieldText(form, 'email'),
      password: fieldText(form, 'password', { verbatim: true }),
    })
  }
  return (
    <DoorFrame title={words.title} lead={words.lead}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {fields.map(({ name, ...input }, index) => (
          <Field
            key={name}
            label={words[name]}
            hint={name === 'password' ? words.passwordHint : undefined}
            error={fieldProblem(creating.error, name)}
          >
            {(control) => (
              <TextInput {...control} {...input} name={name} required autoFocus={index === 0} />
            )}
          </Field>
        ))}
        <FormProblem error={creating.error} />
        <Button type="submit" look="primary" size="large" disabled={creating.isBusy}>
          {creating.isBusy ? words.working : words.submit}
        </Button>
      </form>
    </DoorFrame>
  )
}
