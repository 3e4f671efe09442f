import { useState } from 'react'
import type { Team } from '../../../server/contract/routing.ts'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import { DeleteTwice } from '../shell/DeleteTwice.tsx'
import { fieldText, useForm } from '../shell/form.ts'
import { SaveRow } from '../shell/SaveRow.tsx'
import { useAction } from '../shell/useAction.ts'
import { deleteTeam, saveTeam } from './load.ts'
import { MemberChoice } from './MemberChoice.tsx'
import { TeamHours, useTeamHours } from './TeamHours.tsx'

interface Props {
  /** Null makes a new one. */
  team: Team | null
  onClose: () => void
}

/** Names a team, says who is in it and when they answer, or deletes it. */
export function TeamDialog({ team, onClose }: Props) {
  const { teams: words, app } = useWords()
  return (
    <DialogBox
      open
      onOpenChange={onClose}
      title={team ? words.edit(team.name) : words.create}
      closeLabel={app.close}
      isWide
    >
      <TeamForm team={team} onClose={onClose} />
    </DialogBox>
  )
}

function TeamForm({ team, onClose }: Props) {
  const { teams: words } = useWords()
  const agents = useAgentOptions()
  const isHere = (id: string) => agents.some(({ value }) => value === id)
  // Whoever no longer works here leaves the team with the next change of it.
  const [memberIds, setMemberIds] = useState<readonly string[]>(
    team?.memberIds.filter(isHere) ?? [],
  )
  const hours = useTeamHours(team?.hours ?? null)
  const saving = useAction(async (name: string) => {
    const { wanted } = hours
    const body = { name, memberIds, ...(wanted !== undefined && { hours: wanted }) }
    await saveTeam(team?.id ?? null, body)
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
      <TeamHours editing={hours} problem={problem} />
      <SaveRow saving={{ ...saving, isBusy: saving.isBusy || hours.isBusy }}>
        {team && <DeleteTeam team={team} onDone={onClose} />}
      </SaveRow>
    </form>
  )
}

function DeleteTeam({ team, onDone }: { team: Team; onDone: () => void }) {
  const { teams: words } = useWords()
  const { delete: label, deleteSure: sure, deleteLead: lead } = words
  async function remove() {
    await deleteTeam(team.id)
    sayDone(words.deleted(team.name))
    onDone()
  }
  return <DeleteTwice {...{ label, sure, lead, remove }} />
}
