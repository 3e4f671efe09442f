import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { tellProblem } from '../shell/problem-words.ts'
import { useAction } from '../shell/useAction.ts'
import { ask } from '../sync/api.ts'
import { ApiProblem } from '../sync/problem.ts'

const chosen = { autoComplete: 'new-password', minLength: 8, maxLength: 200 } as const
const fields = [
  { name: 'currentPassword', words: 'current', autoComplete: 'current-password', maxLength: 200 },
  { name: 'newPassword', words: 'next', ...chosen },
  { name: 'again', words: 'again', ...chosen },
] as const

/** One's own password: changing it ends every other sign-in. */
export function PasswordSection() {
  const { passwords: words } = useWords()
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-4" data-scrolls>
      <div className="mx-auto max-w-md">
        <p className="pb-4 text-soft">{words.lead}</p>
        <PasswordForm />
      </div>
    </div>
  )
}

const isWrong = (error: unknown) => error instanceof ApiProblem && error.code === 'wrong_password'

function useChanging() {
  const { passwords: words } = useWords()
  const [differs, setDiffers] = useState(false)
  const [ended, setEnded] = useState<number | null>(null)
  const changing = useAction(async (form: HTMLFormElement) => {
    const [currentPassword, newPassword] = [
      textIn(form, 'currentPassword'),
      textIn(form, 'newPassword'),
    ]
    const { signedOut } = await ask<{ signedOut: number }>({
      method: 'POST',
      path: '/api/auth/password',
      body: { currentPassword, newPassword },
    })
    form.reset()
    setEnded(signedOut)
  })
  const { form, problem } = useForm(changing.error, (sent) => {
    const isTwice = textIn(sent, 'newPassword') === textIn(sent, 'again')
    setDiffers(!isTwice)
    setEnded(null)
    if (isTwice) changing.run(sent)
  })
  const problems = (name: (typeof fields)[number]['name']) => {
    if (name === 'again' && differs) return words.differs
    if (name === 'currentPassword' && isWrong(changing.error)) return tellProblem(changing.error)
    return problem(name)
  }
  return { changing, ended, form, problems }
}

const textIn = (form: HTMLFormElement, name: string) => fieldText(form, name, { verbatim: true })

function PasswordForm() {
  const { passwords: words } = useWords()
  const { email } = useMe()
  const { changing, ended, form, problems } = useChanging()
  return (
    <form {...form} className="flex flex-col gap-4">
      {/* For what keeps passwords: whose this one is. */}
      <input hidden readOnly autoComplete="username" value={email} />
      {fields.map(({ name, words: label, ...input }) => (
        <Field
          key={name}
          label={words[label]}
          hint={name === 'newPassword' ? words.hint : undefined}
          error={problems(name)}
        >
          {(control) => <TextInput {...control} {...input} type="password" name={name} required />}
        </Field>
      ))}
      <p role="status" className={ended === null ? 'hidden' : 'text-good'}>
        {ended !== null && words.changed(ended)}
      </p>
      <FormProblem error={isWrong(changing.error) ? null : changing.error} />
      <Button type="submit" look="primary" className="self-start" disabled={changing.isBusy}>
        {words.submit}
      </Button>
    </form>
  )
}
