import { useId, useState } from 'react'
import { TextInput } from './TextInput.tsx'

interface Props {
  label: string
  dayLabel: string
  timeLabel: string
  /** Nothing earlier counts. */
  earliest: Date
  /** Null while what stands there is no moment, or too early. */
  onChange: (moment: Date | null) => void
  initial: Date
}

const two = (number: number) => String(number).padStart(2, '0')
/** A day as fields of dates have it. */
export const dayOf = (date: Date) =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
const timeOf = (date: Date) => `${two(date.getHours())}:${two(date.getMinutes())}`

/** A day and a time of the person's own clock. */
export function MomentField(props: Props) {
  const { label, dayLabel, timeLabel, earliest, onChange, initial } = props
  const id = useId()
  const [day, setDay] = useState(() => dayOf(initial))
  const [time, setTime] = useState(() => timeOf(initial))
  function change(nextDay: string, nextTime: string) {
    setDay(nextDay)
    setTime(nextTime)
    const moment = new Date(`${nextDay}T${nextTime}`)
    onChange(moment >= earliest ? moment : null)
  }
  return (
    <div role="group" aria-labelledby={id} className="flex flex-col gap-1">
      <span id={id} className="font-medium">
        {label}
      </span>
      <div className="flex flex-wrap gap-2">
        <TextInput
          type="date"
          aria-label={dayLabel}
          required
          value={day}
          min={dayOf(earliest)}
          className="w-auto! flex-1 basis-36"
          onChange={(event) => change(event.currentTarget.value, time)}
        />
        <TextInput
          type="time"
          aria-label={timeLabel}
          required
          className="w-32!"
          value={time}
          onChange={(event) => change(day, event.currentTarget.value)}
        />
      </div>
    </div>
  )
}
