import { Plus, X } from 'lucide-react'
import { type SubmitEvent, useState } from 'react'
import type { CrispWebsite } from '../../../../server/contract/crisp.ts'
import { Button } from '../../../ui/Button.tsx'
import { Choice } from '../../../ui/Choice.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useWords } from '../../../words/useWords.ts'
import { useTeams } from '../../shell/teams.ts'

interface Props {
  website: CrispWebsite
  onChange: (rules: CrispWebsite['inboxRules']) => void
}

/** Which team new conversations of an inbox of Crisp go to, where not to the website's. */
export function InboxRules({ website: { inboxRules: rules, name }, onChange }: Props) {
  const { rules: words } = useWords().crisp
  const teams = useTeams()
  const [first] = teams
  if (!first) return null
  const options = teams.map((team) => ({ value: team.id, label: team.name }))
  const remove = (id: string) =>
    onChange(Object.fromEntries(Object.entries(rules).filter(([other]) => other !== id)))
  return (
    <div className="flex flex-col gap-2">
      <p className="text-soft">{words.lead}</p>
      <ul aria-label={words.label(name)} className="flex flex-col gap-1.5">
        {Object.entries(rules).map(([id, team]) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <code className="min-w-0 flex-1 truncate text-xs" title={id}>
              {id}
            </code>
            <Choice
              label={words.team(id)}
              value={team}
              options={options}
              onChange={(to) => onChange({ ...rules, [id]: to })}
            />
            <IconButton icon={X} label={words.remove(id)} onClick={() => remove(id)} />
          </li>
        ))}
      </ul>
      <NewRule
        onAdd={(id) => !Object.hasOwn(rules, id) && onChange({ ...rules, [id]: first.id })}
      />
    </div>
  )
}

function NewRule({ onAdd }: { onAdd: (inbox: string) => void }) {
  const { rules: words } = useWords().crisp
  const [inbox, setInbox] = useState('')
  const add = (event: SubmitEvent) => {
    event.preventDefault()
    if (inbox.trim() === '') return
    onAdd(inbox.trim())
    setInbox('')
  }
  return (
    <form onSubmit={add} className="flex items-center gap-2">
      <TextInput
        aria-label={words.inbox}
        placeholder={words.inbox}
        maxLength={200}
        value={inbox}
        onChange={(event) => setInbox(event.target.value)}
      />
      <Button type="submit">
        <Plus size={14} aria-hidden /> {words.add}
      </Button>
    </form>
  )
}
