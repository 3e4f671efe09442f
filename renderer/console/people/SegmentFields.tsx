import type { CustomerFilter } from '../../../server/contract/segments.ts'
import { Choice, type Option } from '../../ui/Choice.tsx'
import { useWords } from '../../words/useWords.ts'
import { TagField } from '../triage/TagField.tsx'

interface Props {
  filter: CustomerFilter
  onChange: (filter: CustomerFilter) => void
}

const ANY = 'any'
const DAYS = [7, 30, 90, 365]
const CHANNELS = ['webchat', 'crisp', 'ticket'] as const

/** Whom a segment holds, each condition from a list. What it says beside these stays as it is. */
export function SegmentFields({ filter, onChange }: Props) {
  const { people } = useWords()
  const words = people.segments
  const set = (part: Partial<Record<keyof CustomerFilter, unknown>>) =>
    onChange(without({ ...filter, ...part }))
  const any = { value: ANY, label: words.any }
  const days = DAYS.map((count) => ({ value: String(count), label: words.days(count) }))
  const since = (value: string) => (value === ANY ? undefined : { days: Number(value) })
  const truth = [any, { value: 'yes', label: words.yes }, { value: 'no', label: words.no }]
  const isTrue = (value: string) => (value === ANY ? undefined : value === 'yes')
  return (
    <div className="flex flex-col gap-2">
      <TagField tags={filter.tags ?? []} onChange={(tags) => set({ tags })} />
      <Line
        label={words.channel}
        value={filter.channel ?? ANY}
        options={[any, ...CHANNELS.map((value) => ({ value, label: words.channels[value] }))]}
        onChange={(value) => set({ channel: value === ANY ? undefined : value })}
      />
      <Line
        label={words.created}
        value={daysOf(filter.createdSince)}
        options={[any, ...days]}
        onChange={(value) => set({ createdSince: since(value) })}
      />
      <Line
        label={words.seen}
        value={daysOf(filter.seenSince)}
        options={[any, ...days]}
        onChange={(value) => set({ seenSince: since(value) })}
      />
      <Line
        label={words.notSeen}
        value={daysOf(filter.notSeenSince)}
        options={[any, ...days]}
        onChange={(value) => set({ notSeenSince: since(value) })}
      />
      <Line
        label={words.openTickets}
        value={truthOf(filter.hasOpenTickets)}
        options={truth}
        onChange={(value) => set({ hasOpenTickets: isTrue(value) })}
      />
      <Line
        label={words.hasEmail}
        value={truthOf(filter.hasEmail)}
        options={truth}
        onChange={(value) => set({ hasEmail: isTrue(value) })}
      />
    </div>
  )
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
      <Choice label={label} value={value} options={options} className="w-44" onChange={onChange} />
    </div>
  )
}
