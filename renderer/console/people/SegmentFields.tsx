import type { CustomerFilter } from '../../../server/contract/segments.ts'
import { Choice, type Option } from '../../ui/Choice.tsx'
import { useWords } from '../../words/useWords.ts'
import { TagField } from '../triage/TagField.tsx'
import { TextField } from '../triage/TextField.tsx'
import { CompanyField } from './CompanyField.tsx'
import { FieldConditions } from './FieldConditions.tsx'

interface Props {
  filter: CustomerFilter
  onChange: (filter: CustomerFilter) => void
  /** What is wrong in a field of the form, by its name. */
  problem: (name: string) => string | undefined
}

const ANY = 'any'
const DAYS = [7, 30, 90, 365]
const CHANNELS = ['webchat', 'crisp', 'ticket'] as const

type Set = (part: Partial<Record<keyof CustomerFilter, unknown>>) => void

/** Whom a segment holds, each condition from a list. What it says beside these stays as it is. */
export function SegmentFields({ filter, onChange, problem }: Props) {
  const { people } = useWords()
  const words = people.segments
  const set: Set = (part) => onChange(without({ ...filter, ...part }))
  const any = { value: ANY, label: words.any }
  const channels = CHANNELS.map((value) => ({ value, label: words.channels[value] }))
  return (
    <div className="flex flex-col gap-2">
      <TextField value={filter.q ?? ''} onChange={(q) => set({ q: q || undefined })} />
      <TagField tags={filter.tags ?? []} onChange={(tags) => set({ tags })} />
      <CompanyField companyId={filter.companyId} onChange={(companyId) => set({ companyId })} />
      <Line
        label={words.channel}
        value={filter.channel ?? ANY}
        options={[any, ...channels]}
        onChange={(value) => set({ channel: value === ANY ? undefined : value })}
      />
      <Times filter={filter} onSet={set} />
      <Truths filter={filter} onSet={set} />
      <FieldConditions
        conditions={filter.fields ?? []}
        onChange={(fields) => set({ fields })}
        problem={problem}
      />
    </div>
  )
}

interface PartProps {
  filter: CustomerFilter
  onSet: Set
}

function Times({ filter, onSet }: PartProps) {
  const words = useWords().people.segments
  const days = DAYS.map((count) => ({ value: String(count), label: words.days(count) }))
  const lines = [
    ['createdSince', words.created],
    ['createdBefore', words.createdBefore],
    ['seenSince', words.seen],
    ['notSeenSince', words.notSeen],
  ] as const
  return lines.map(([key, label]) => (
    <Line
      key={key}
      label={label}
      value={daysOf(filter[key])}
      options={[{ value: ANY, label: words.any }, ...days]}
      onChange={(value) => onSet({ [key]: value === ANY ? undefined : { days: Number(value) } })}
    />
  ))
}

function Truths({ filter, onSet }: PartProps) {
  const words = useWords().people.segments
  const options = [
    { value: ANY, label: words.any },
    { value: 'yes', label: words.yes },
    { value: 'no', label: words.no },
  ]
  const lines = [
    ['hasOpenTickets', words.openTickets],
    ['hasEmail', words.hasEmail],
  ] as const
  return lines.map(([key, label]) => (
    <Line
      key={key}
      label={label}
      value={truthOf(filter[key])}
      options={options}
      onChange={(value) => onSet({ [key]: value === ANY ? undefined : value === 'yes' })}
    />
  ))
}

// A time that is no number of days was set by a program: it stays until another is chosen.
const daysOf = (since: CustomerFilter['createdSince']) =>
  typeof since === 'object' && DAYS.includes(since.days) ? String(since.days) : ANY

const truthOf = (value: boolean | undefined) => (value === undefined ? ANY : value ? 'yes' : 'no')

const without = (filter: Partial<Record<keyof CustomerFilter, unknown>>): CustomerFilter =>
  Object.fromEntries(
    Object.entries(filter).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  )

interface LineProps {
  label: string
  value: string
  options: readonly Option<string>[]
  onChange: (value: string) => void
}

function Line({ label, value, options, onChange }: LineProps) {
  return (
    <div className="flex items-center justify-between gap-3">
      <span aria-hidden className="text-soft">
        {label}
      </span>
      <Choice
        label={label}
        value={value}
        options={options}
        className="w-44 shrink-0"
        onChange={onChange}
      />
    </div>
  )
}
