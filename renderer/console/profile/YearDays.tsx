import { type KeyboardEvent, useRef, useState } from 'react'
import type { ActivityDay } from '../../../server/contract/timeline.ts'
import { cx } from '../../ui/cx.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { dayOf, weeksOf } from './year-days.ts'

interface Props {
  days: readonly ActivityDay[]
  now: Date
  /** Shows the timeline up to a time. */
  onChoose: (before: string) => void
}

// Five steps, as many as are told apart at a glance.
const levelOf = (count: number, most: number) =>
  count === 0 ? 0 : Math.ceil((Math.log(count + 1) / Math.log(most + 1)) * 4)
const LOOKS = ['bg-line', 'bg-accent/30', 'bg-accent/50', 'bg-accent/75', 'bg-accent']

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  ArrowLeft: -7,
  ArrowRight: 7,
}

const endOf = (day: Date) =>
  new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).toISOString()

/** The days of a year, one column a week: one stop for Tab, in which the arrow keys go from day to day. */
export function YearDays({ days, now, onChoose }: Props) {
  const { year: words } = useWords().profile
  const grid = useRef<HTMLDivElement>(null)
  const all = weeksOf(now).flat()
  const counts = new Map(days.map(({ day, count }) => [day, count]))
  const most = Math.max(1, ...counts.values())
  const [at, setAt] = useState(all.length - 1)
  function move(event: KeyboardEvent) {
    const step = STEPS[event.key]
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? all.length - 1 : at + (step ?? 0)
    if ((step === undefined && next === at) || next < 0 || next >= all.length) return
    event.preventDefault()
    event.stopPropagation()
    setAt(next)
    grid.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div
      ref={grid}
      role="group"
      aria-label={words.days}
      className="grid auto-cols-fr grid-flow-col grid-rows-7 gap-px"
    >
      {all.map((day, index) => (
        <Day
          key={dayOf(day)}
          day={day}
          count={counts.get(dayOf(day)) ?? 0}
          most={most}
          isStop={index === at}
          onMove={move}
          onChoose={() => {
            setAt(index)
            onChoose(endOf(day))
          }}
        />
      ))}
    </div>
  )
}

interface DayProps {
  day: Date
  count: number
  most: number
  isStop: boolean
  onMove: (event: KeyboardEvent) => void
  onChoose: () => void
}

function Day({ day, count, most, isStop, onMove, onChoose }: DayProps) {
  const { year: words } = useWords().profile
  const { date } = useFormats()
  const said = words.day(date(day.toISOString()), count)
  return (
    <button
      type="button"
      tabIndex={isStop ? 0 : -1}
      aria-label={said}
      title={said}
      onClick={onChoose}
      onKeyDown={onMove}
      className={cx('aspect-square min-w-0 rounded-[2px]', LOOKS[levelOf(count, most)])}
    />
  )
}
