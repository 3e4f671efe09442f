import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { signIn } from '../sync/api.ts'
import { enter, useAccount } from './account.ts'
import { DoorFrame } from './DoorFrame.tsx'
import { fieldText, useForm } from './form.ts'
import { FormProblem } from './FormProblem.tsx'
import { useAction } from './useAction.ts'

const fields = [
  { name: 'email', type: 'email', autoComplete: 'username' },
  { name: 'password', type: 'password', autoComplete: 'current-password' },
] as const

/** The door for those who have an account. */
export function SignIn() {
  const { signIn: words } = useWords()
  const hasEnded = useAccount((state) => state.hasEnded)
  const [isCustomer, setIsCustomer] = useState(false)
  const signing = useAction(async (email: string, password: string) => {
    const isIn = await enter(await signIn(email, password))
    setIsCustomer(!isIn)
  })
  const { form, problem } = useForm(signing.error, (sent) =>
    signing.run(fieldText(sent, 'email'), fieldText(sent, 'password', { verbatim: true })),
  )
  return (
    <DoorFrame title={words.title} {...(hasEnded && { lead: words.ended })}>
      <form {...form} className="flex flex-col gap-4">
        {fields.map(({ name, ...input }) => (
          <Field key={name} label={words[name]} error={problem(name)}>
            {(control) => (
              <TextInput
                {...control}
                {...input}
                name={name}
                required
                autoFocus={name === 'email'}
              />
            )}
          </Field>
        ))}
        <FormProblem error={signing.error} {...(isCustomer && { text: words.customersNot })} />
        <Button type="submit" look="primary" size="large" disabled={signing.isBusy}>
          {signing.isBusy ? words.working : words.submit}
        </Button>
      </form>
    </DoorFrame>
  )
}
