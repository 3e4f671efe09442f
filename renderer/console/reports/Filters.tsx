import { Channel } from '../../../server/contract/conversations.ts'
import { atLeast } from '../../../server/contract/identity.ts'
import { Choice, type Option } from '../../ui/Choice.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import { useTeams } from '../shell/teams.ts'
import { useTags } from '../triage/tags.ts'
import { askOtherwise, useQuestion } from './useQuestion.ts'

const ALL = 'all'

// Nothing comes by mail yet.
const CHANNELS = Channel.options.filter((each) => each !== 'mail')

interface Narrow {
  key: 'agentId' | 'teamId' | 'channel' | 'tagId'
  label: string
  /** Says that it is not narrowed. */
  all: string
  options: ReadonlyArray<Option<string>>
}

const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })

/** Whose, which team's, of which channel and with which tag; an agent only sees what was theirs. */
export function Filters() {
  const { reports: words } = useWords()
  const agents = useAgentOptions()
  const teams = useTeams()
  const tags = useTags()
  const isSupervisor = atLeast(useMe().role, 'supervisor')
  const none = (label: string) => ({ value: 'none', label })
  const { filters } = words
  const all: Narrow[] = [
    {
      key: 'agentId',
      ...filters.agent,
      options: [none(words.nobody), ...agents],
    },
    { key: 'teamId', ...filters.team, options: [none(words.noTeam), ...teams.map(named)] },
    {
      key: 'channel',
      ...filters.channel,
      options: CHANNELS.map((value) => ({ value, label: words.channels[value] })),
    },
    { key: 'tagId', ...filters.tag, options: [none(words.noTag), ...tags.map(named)] },
  ]
  return all
    .filter(({ key }) => isSupervisor || key !== 'agentId')
    .map((one) => <Filter key={one.key} narrow={one} />)
}

function Filter({ narrow: { key, label, all, options } }: { narrow: Narrow }) {
  const question = useQuestion()
  const { reports: words } = useWords()
  const value = question[key] ?? ALL
  const known = options.some((option) => option.value === value) || value === ALL
  return (
    <Choice
      label={label}
      value={value}
      options={[
        { value: ALL, label: all },
        ...options,
        ...(known ? [] : [{ value, label: words.gone }]),
      ]}
      onChange={(next) => askOtherwise({ [key]: next === ALL ? undefined : next })}
      className="max-w-48"
    />
  )
}
