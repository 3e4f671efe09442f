import { useWords } from '../../words/useWords.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import type { Narrowing } from '../shell/listing.ts'
import { useTeams } from '../shell/teams.ts'
import type { Part } from './FilterFields.tsx'
import { useTagsOf } from './tags.ts'

/** What a list is narrowed to, part by part, in words. */
export function useSaidOf(narrowing: Narrowing): [Part, string][] {
  const { triage, inbox } = useWords()
  const { filter: words } = triage
  const agents = useAgentOptions()
  const teams = useTeams()
  const tags = useTagsOf(narrowing.tags ?? [])
  const { q, assignee, teamId, channel, waitingMinutes, sort } = narrowing
  const agent = () => agents.find(({ value }) => value === assignee)?.label ?? words.unknown
  const whose = { me: words.me, none: words.nobody }[assignee ?? '']
  const team = teams.find(({ id }) => id === teamId)?.name ?? words.unknown
  const said: [Part, string | undefined][] = [
    ['q', q],
    ['assignee', assignee && (whose ?? agent())],
    ['teamId', teamId && (teamId === 'none' ? words.noTeam : team)],
    ['channel', channel && inbox.channels[channel]],
    ['tags', narrowing.tags && (tags.map(({ name }) => name).join(' + ') || words.unknown)],
    ['waitingMinutes', waitingMinutes === undefined ? undefined : words.waits(waitingMinutes)],
    ['sort', sort === 'waiting' ? words.sorts.waiting : undefined],
  ]
  return said.filter((part): part is [Part, string] => part[1] !== undefined)
}
