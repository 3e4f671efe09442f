import { useState } from 'react'
import type { Team } from '../../../server/contract/routing.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { deleteTeam, saveTeam } from './load.ts'
import { MemberChoice } from './MemberChoice.tsx'

interface Props {
  /** Null makes a new one. */
  team: Team | null
  onClose: () => void
}

/** Names a team, says who is in it, or deletes it. */
export function TeamDialog({ team, onClose }: Props) {
  const { teams: words, app } = useWords()
  return (
    <DialogBox
      open
      onOpenChange={onClose}
      title={team ? words.edit(team.name) : words.create}
      closeLabel={app.close}
    >
      <TeamForm team={team} onClose={onClose} />
    </DialogBox>
  )
}

function TeamForm({ team, onClose }: Props) {
  const { teams: words, app } = useWords()
  const agents = useAgentOptions()
  const isHere = (id: string) => agents.some(({ value }) => value === id)
  // Whoever no longer works here leaves the team with the next change of it.
  const [memberIds, setMemberIds] = useState<readonly string[]>(
    team?.memberIds.filter(isHere) ?? [],
  )
  const saving = useAction(async (name: string) => {
    await saveTeam(team?.id ?? null, { name, memberIds })
    sayDone(words.saved(name))
    onClose()
  })
  const { form, problem } = useForm(saving.error, (sent) => saving.run(fieldText(sent, 'name')))
  return (
    <form {...form} className="flex flex-col gap-4">
      <Field label={words.name} error={problem('name')}>
        {(control) => (
          <TextInput
            {...control}
            name="name"
            defaultValue={team?.name}
            maxLength={100}
            required
            autoFocus
          />
        )}
      </Field>
      <MemberChoice memberIds={memberIds} onChange={setMemberIds} />
      <FormProblem error={saving.error} />
      <div className="flex flex-wrap items-center gap-2">
        {team && <DeleteButton team={team} onDone={onClose} />}
        <Button type="submit" look="primary" className="ml-auto" disabled={saving.isBusy}>
          {app.save}
        </Button>
      </div>
    </form>
  )
}

/** The second press deletes: a team cannot be brought back. */
function DeleteButton({ team, onDone }: { team: Team; onDone: () => void }) {
  const { teams: words } = useWords()
  const [isSure, setSure] = useState(false)
  const deleting = useAction(async () => {
    await deleteTeam(team.id)
    sayDone(words.deleted(team.name))
    onDone()
  })
  if (!isSure) return <Button onClick={() => setSure(true)}>{words.delete}</Button>
  return (
    <>
      <Button look="danger" disabled={deleting.isBusy} onClick={() => deleting.run()}>
        {words.deleteSure}
      </Button>
      <span className="text-xs text-soft">{words.deleteLead}</span>
      <FormProblem error={deleting.error} />
    </>
  )
}
