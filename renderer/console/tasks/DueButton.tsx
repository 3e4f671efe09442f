import { AlarmClock } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { MomentField } from '../../ui/MomentField.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { dueTimes } from './due-times.ts'

interface Props {
  value: Date | null
  onChange: (value: Date | null) => void
}

/** When a task is due, by the agent's own clock: one of the usual times, or any. */
export function DueButton({ value, onChange }: Props) {
  const { tasks: words } = useWords()
  const { soon } = useFormats()
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      label={words.setDue}
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button aria-label={value ? words.dueAt(soon(value.toISOString())) : words.setDue}>
          <AlarmClock size={14} aria-hidden />
          {value && soon(value.toISOString())}
        </Button>
      }
    >
      <Times
        value={value}
        onChange={onChange}
        onChosen={(moment) => {
          onChange(moment)
          setOpen(false)
        }}
      />
    </Popover>
  )
}

function Times({ value, onChange, onChosen }: Props & { onChosen: Props['onChange'] }) {
  const { tasks: words, app } = useWords()
  const [now] = useState(() => new Date())
  const [own, setOwn] = useState(value ?? dueTimes(now).tomorrow)
  const [isWrong, setWrong] = useState(false)
  function take(moment: Date | null) {
    setWrong(moment === null)
    if (!moment) return
    setOwn(moment)
    onChange(moment)
  }
  return (
    <div className="flex flex-col gap-3">
      <Usual now={now} hasTime={value !== null} onChosen={onChosen} />
      <MomentField
        label={words.due}
        dayLabel={words.dueDay}
        timeLabel={words.dueTime}
        earliest={now}
        initial={own}
        onChange={take}
      />
      {isWrong && (
        <p role="alert" className="text-xs text-danger">
          {words.tooEarly}
        </p>
      )}
      <Button
        size="small"
        look="primary"
        className="self-end"
        disabled={isWrong}
        onClick={() => onChosen(own)}
      >
        {app.save}
      </Button>
    </div>
  )
}

interface UsualProps {
  now: Date
  hasTime: boolean
  onChosen: Props['onChange']
}

/** What it usually is, in one click. */
function Usual({ now, hasTime, onChosen }: UsualProps) {
  const { tasks: words } = useWords()
  const { today, tomorrow, week } = dueTimes(now)
  const usual = [
    [words.today, today],
    [words.tomorrow, tomorrow],
    [words.week, week],
    ...(hasTime ? ([[words.clearDue, null]] as const) : []),
  ] as const
  return (
    <div className="flex flex-wrap gap-1.5">
      {usual.map(([label, moment]) => (
        <Button key={label} size="small" onClick={() => onChosen(moment)}>
          {label}
        </Button>
      ))}
    </div>
  )
}
