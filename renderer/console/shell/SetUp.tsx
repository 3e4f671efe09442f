import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayFailed } from '../../ui/toast.ts'
import { useWords, words } from '../../words/useWords.ts'
import { setUp } from '../sync/api.ts'
import { ApiProblem } from '../sync/problem.ts'
import { alreadySetUp, enter } from './account.ts'
import { DoorFrame } from './DoorFrame.tsx'
import { fieldText, useForm } from './form.ts'
import { FormProblem } from './FormProblem.tsx'
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

/** Makes the account; a desk that has its administrator already asks to sign in instead. */
async function createAdmin(admin: Admin) {
  try {
    await enter(await setUp(admin))
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error
    await alreadySetUp()
    sayFailed(words().setUp.taken)
  }
}

/** The first visit of all: whoever comes makes the administrator's account. */
export function SetUp() {
  const { setUp: texts } = useWords()
  const creating = useAction(createAdmin)
  const { form, problem } = useForm(creating.error, (sent) =>
    creating.run({
      name: fieldText(sent, 'name'),
      email: fieldText(sent, 'email'),
      password: fieldText(sent, 'password', { verbatim: true }),
    }),
  )
  return (
    <DoorFrame title={texts.title} lead={texts.lead}>
      <form {...form} className="flex flex-col gap-4">
        {fields.map(({ name, ...input }, index) => (
          <Field
            key={name}
            label={texts[name]}
            hint={name === 'password' ? texts.passwordHint : undefined}
            error={problem(name)}
          >
            {(control) => (
              <TextInput {...control} {...input} name={name} required autoFocus={index === 0} />
            )}
          </Field>
        ))}
        <FormProblem error={creating.error} />
        <Button type="submit" look="primary" size="large" disabled={creating.isBusy}>
          {creating.isBusy ? texts.working : texts.submit}
        </Button>
      </form>
    </DoorFrame>
  )
}
