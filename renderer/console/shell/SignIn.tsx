import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { signIn } from '../sync/api.ts'
import { enter, useAccount } from './account.ts'
import { DoorFrame } from './DoorFrame.tsx'
import { fieldText } from './form.ts'
import { FormProblem } from './FormProblem.tsx'
import { useAction } from './useAction.ts'

export function SignIn() {
  const { signIn: words } = useWords()
  const hasEnded = useAccount((state) => state.hasEnded)
  const [isCustomer, setIsCustomer] = useState(false)
  const signing = useAction(async (email: string, password: string) => {
    const isIn = await enter(await signIn(email, password))
    setIsCustomer(!isIn)
  })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    signing.run(fieldText(form, 'email'), fieldText(form, 'password', { verbatim: true }))
  }
  return (
    <DoorFrame title={words.title} {...(hasEnded && { lead: words.ended })}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={words.email}>
          {(control) => (
            <TextInput
              {...control}
              name="email"
              type="email"
              autoComplete="username"
              required
              autoFocus
            />
          )}
        </Field>
        <Field label={words.password}>
          {(control) => (
            <TextInput
              {...control}
              name="password"
              type="password"
              autoComplete="current-password"
              required
            />
          )}
        </Field>
        <FormProblem error={signing.error} {...(isCustomer && { text: words.customersNot })} />
        <Button type="submit" look="primary" size="large" disabled={signing.isBusy}>
          {signing.isBusy ? words.working : words.submit}
        </Button>
      </form>
    </DoorFrame>
  )
}
