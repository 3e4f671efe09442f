import { Pencil, Plus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import type { Team } from '../../../server/contract/routing.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useWords } from '../../words/useWords.ts'
import { useTeams } from '../shell/teams.ts'
import { TeamDialog } from './TeamDialog.tsx'

type Editing = { team: Team | null } | null

/** The teams that conversations can go to, and who is in them. */
export function TeamsSection() {
  const { teams: words } = useWords()
  const teams = useTeams()
  const [editing, setEditing] = useState<Editing>(null)
  return (
    <section aria-label={words.title} className="pt-8">
      <div className="flex items-center gap-2">
        <h3 className="flex-1 text-base font-semibold">{words.title}</h3>
        <Button onClick={() => setEditing({ team: null })}>
          <Plus size={14} aria-hidden /> {words.create}
        </Button>
      </div>
      <p className="pb-2 text-soft">{words.lead}</p>
      {teams.length === 0 && <p className="text-faint">{words.none}</p>}
      <ul>
        {teams.map((team) => (
          <TeamRow key={team.id} team={team} onEdit={() => setEditing({ team })} />
        ))}
      </ul>
      {editing && <TeamDialog team={editing.team} onClose={() => setEditing(null)} />}
    </section>
  )
}

function TeamRow({ team, onEdit }: { team: Team; onEdit: () => void }) {
  const { teams: words } = useWords()
  const { name, memberIds, hours } = team
  return (
    <li className="flex items-center gap-3 border-b border-line py-2">
      <UsersRound size={16} aria-hidden className="text-faint" />
      <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
      {/* Of a team kept on this device by an older version nothing is known of its hours. */}
      {hours && <span className="text-xs text-faint">{words.ownHours}</span>}
      <span className="text-xs text-faint">{words.memberCount(memberIds.length)}</span>
      <IconButton icon={Pencil} label={words.edit(name)} onClick={onEdit} />
    </li>
  )
}
