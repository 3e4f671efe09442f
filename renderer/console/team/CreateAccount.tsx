import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { loadAgents } from '../shell/agents.tsx'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { createAccount, type NewAccount, type TeamRole } from './load.ts'
import { RoleChoice } from './RoleChoice.tsx'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
}

const fields = [
  { name: 'name', type: 'text', minLength: 2, maxLength: 100 },
  { name: 'email', type: 'email', maxLength: 254 },
  {
    name: 'password',
    type: 'password',
    autoComplete: 'new-password',
    minLength: 8,
    maxLength: 200,
  },
] as const

/** Lets somebody else work here. */
export function CreateAccount({ open, onOpenChange }: Props) {
  const { team, app } = useWords()
  return (
    <DialogBox
      open={open}
      onOpenChange={onOpenChange}
      title={team.create}
      lead={team.createLead}
      closeLabel={app.close}
    >
      <CreateForm onDone={() => onOpenChange(false)} />
    </DialogBox>
  )
}

function useCreating(role: TeamRole, onDone: () => void) {
  const { team } = useWords()
  const creating = useAction(async (account: NewAccount) => {
    await createAccount(account)
    await loadAgents()
    sayDone(team.created(account.name))
    onDone()
  })
  const { form, problem } = useForm(creating.error, (sent) =>
    creating.run({
      name: fieldText(sent, 'name'),
      email: fieldText(sent, 'email'),
      password: fieldText(sent, 'password', { verbatim: true }),
      role,
    }),
  )
  return { creating, form, problem }
}

function CreateForm({ onDone }: { onDone: () => void }) {
  const { team } = useWords()
  const [role, setRole] = useState<TeamRole>('agent')
  const { creating, form, problem } = useCreating(role, onDone)
  return (
    <form {...form} className="flex flex-col gap-4">
      {fields.map(({ name, ...input }, index) => (
        <Field
          key={name}
          label={team[name]}
          hint={name === 'password' ? team.passwordHint : undefined}
          error={problem(name)}
        >
          {(control) => (
            <TextInput {...control} {...input} name={name} required autoFocus={index === 0} />
          )}
        </Field>
      ))}
      <div className="flex flex-col gap-1">
        <span aria-hidden className="font-medium">
          {team.role}
        </span>
        <RoleChoice label={team.role} value={role} onChange={setRole} />
      </div>
      <FormProblem error={creating.error} />
      <Button type="submit" look="primary" className="self-end" disabled={creating.isBusy}>
        {team.createSubmit}
      </Button>
    </form>
  )
}
