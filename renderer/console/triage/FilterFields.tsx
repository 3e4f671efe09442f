import { useId } from 'react'
import { type InboxFilter, InboxSort, InboxStatus } from '../../../server/contract/inbox.ts'
import { Choice } from '../../ui/Choice.tsx'
import { useWords } from '../../words/useWords.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import { useTeams } from '../shell/teams.ts'
import { TagField } from './TagField.tsx'
import { TextField } from './TextField.tsx'

const ANY = ''
const WAITS = [5, 15, 30, 60, 240, 1440]
// Those by which conversations come.
const CHANNELS = ['webchat', 'crisp'] as const

export type Part = keyof InboxFilter
/** What of a filter is said; what is undefined narrows nothing. */
export type Said = { readonly [K in Part]?: InboxFilter[K] | undefined }

interface Props {
  said: Said
  onChange: (part: Said) => void
  /** What the list's own view says already, and is not asked for. */
  fixed?: ReadonlySet<Part>
}

/** Everything a list can be narrowed to. */
export function FilterFields({ said, onChange, fixed = new Set() }: Props) {
  const asks = (part: Part) => !fixed.has(part)
  return (
    <div className="flex flex-col gap-2.5">
      <TextField value={said.q ?? ''} onChange={(q) => onChange({ q: q || undefined })} />
      {asks('status') && <StatusField {...{ said, onChange }} />}
      {asks('assignee') && <AssigneeField {...{ said, onChange }} />}
      <TeamField {...{ said, onChange }} />
      <ChannelField {...{ said, onChange }} />
      <TagField
        tags={said.tags ?? []}
        onChange={(tags) => onChange({ tags: tags.length > 0 ? [...tags] : undefined })}
      />
      <WaitField {...{ said, onChange }} />
      <SortField {...{ said, onChange }} />
    </div>
  )
}

type FieldProps = Pick<Props, 'said' | 'onChange'>

interface LineProps<V extends string> {
  label: string
  value: V
  options: readonly { value: V; label: string }[]
  onChange: (value: V) => void
}

function Line<V extends string>({ label, value, options, onChange }: LineProps<V>) {
  const id = useId()
  return (
    <div className="flex items-center justify-between gap-3">
      <span id={id} aria-hidden className="shrink-0 text-soft">
        {label}
      </span>
      <Choice label={label} value={value} options={options} onChange={onChange} className="w-44" />
    </div>
  )
}

function StatusField({ said, onChange }: FieldProps) {
  const { filter: words } = useWords().triage
  return (
    <Line
      label={words.status}
      value={said.status ?? 'open'}
      options={InboxStatus.options.map((value) => ({ value, label: words.statuses[value] }))}
      onChange={(status) => onChange({ status })}
    />
  )
}

function AssigneeField({ said, onChange }: FieldProps) {
  const { filter: words } = useWords().triage
  const [, ...others] = useAgentOptions()
  return (
    <Line
      label={words.assignee}
      value={said.assignee ?? ANY}
      options={[
        { value: ANY, label: words.anybody },
        { value: 'me', label: words.me },
        { value: 'none', label: words.nobody },
        ...others,
      ]}
      onChange={(assignee) => onChange({ assignee: assignee || undefined })}
    />
  )
}

function TeamField({ said, onChange }: FieldProps) {
  const { filter: words } = useWords().triage
  const teams = useTeams()
  if (teams.length === 0 && said.teamId === undefined) return null
  return (
    <Line
      label={words.team}
      value={said.teamId ?? ANY}
      options={[
        { value: ANY, label: words.anyTeam },
        { value: 'none', label: words.noTeam },
        ...teams.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(teamId) => onChange({ teamId: teamId || undefined })}
    />
  )
}

function ChannelField({ said, onChange }: FieldProps) {
  const { triage, inbox } = useWords()
  const channels = CHANNELS.map((value) => ({ value, label: inbox.channels[value] }))
  return (
    <Line<NonNullable<InboxFilter['channel']> | typeof ANY>
      label={triage.filter.channel}
      value={said.channel ?? ANY}
      options={[{ value: ANY, label: triage.filter.anyChannel }, ...channels]}
      onChange={(channel) => onChange({ channel: channel || undefined })}
    />
  )
}

function WaitField({ said, onChange }: FieldProps) {
  const { filter: words } = useWords().triage
  const chosen = said.waitingMinutes
  const known = chosen === undefined || WAITS.includes(chosen) ? WAITS : [chosen, ...WAITS]
  return (
    <Line
      label={words.waiting}
      value={chosen === undefined ? ANY : String(chosen)}
      options={[
        { value: ANY, label: words.anyWait },
        ...known.map((minutes) => ({ value: String(minutes), label: words.minutes(minutes) })),
      ]}
      onChange={(minutes) => onChange({ waitingMinutes: minutes ? Number(minutes) : undefined })}
    />
  )
}

function SortField({ said, onChange }: FieldProps) {
  const { filter: words } = useWords().triage
  return (
    <Line
      label={words.sort}
      value={said.sort ?? 'activity'}
      options={InboxSort.options.map((value) => ({ value, label: words.sorts[value] }))}
      onChange={(sort) => onChange({ sort })}
    />
  )
}
