import { Plus, X } from 'lucide-react'
import type { Interval } from '../../../server/contract/chat-settings.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'

interface Props {
  name: string
  intervals: Interval[]
  error: string | undefined
  onChange: (intervals: Interval[]) => void
}

/** The hours of one day: none, or several with breaks between. */
export function DayEditor({ name, intervals, error, onChange }: Props) {
  const { workspace: words } = useWords()
  const last = intervals.at(-1)
  const next = last ? { from: last.to, to: '22:00' } : { from: '09:00', to: '18:00' }
  return (
    <div role="group" aria-label={name} className="flex flex-wrap items-start gap-x-3 gap-y-1">
      <span className="w-28 shrink-0 pt-1.5 max-md:w-full">{name}</span>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        {intervals.length === 0 && <span className="pt-1.5 text-faint">{words.closedDay}</span>}
        {intervals.map((interval, index) => (
          <IntervalEditor
            key={`${index} of ${intervals.length}`}
            day={name}
            interval={interval}
            onChange={(changed) => onChange(intervals.with(index, changed))}
            onRemove={() => onChange(intervals.toSpliced(index, 1))}
          />
        ))}
        {error && <p className="text-xs text-danger">{error}</p>}
      </div>
      <IconButton
        icon={Plus}
        label={words.addHours(name)}
        onClick={() => onChange([...intervals, next])}
      />
    </div>
  )
}

interface IntervalProps {
  day: string
  interval: Interval
  onChange: (interval: Interval) => void
  onRemove: () => void
}

function IntervalEditor({ day, interval, onChange, onRemove }: IntervalProps) {
  const { workspace: words } = useWords()
  const isPastMidnight = interval.to <= interval.from
  return (
    <div className="flex flex-wrap items-center gap-2">
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          type="time"
          required
          aria-label={words.hoursOf[end](day)}
          value={interval[end]}
          className="w-36! max-md:w-28! max-md:grow max-md:px-2"
          onChange={(event) => onChange({ ...interval, [end]: event.currentTarget.value })}
        />
      ))}
      <IconButton icon={X} label={words.removeHours(day)} onClick={onRemove} />
      {isPastMidnight && <span className="text-xs text-faint">{words.pastMidnight}</span>}
    </div>
  )
}
