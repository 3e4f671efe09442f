import { Choice } from '../../ui/Choice.tsx'
import { useWords } from '../../words/useWords.ts'
import { navigate } from '../shell/navigation.ts'
import { type Listing, toInbox } from '../shell/route.ts'
import { useTeams } from '../shell/teams.ts'

const ANY = ''

/** Narrows the inbox to one team's conversations, where there are teams. */
export function TeamFilter({ listing }: { listing: Listing }) {
  const { teams: words } = useWords()
  const teams = useTeams()
  if (teams.length === 0 && listing.teamId === null) return null
  return (
    <Choice
      label={words.filter}
      value={listing.teamId ?? ANY}
      options={[
        { value: ANY, label: words.any },
        ...teams.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(id) => navigate(toInbox({ view: listing.view, teamId: id || null }))}
      className="h-7 max-w-40"
    />
  )
}
