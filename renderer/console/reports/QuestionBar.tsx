import { MOST_DAYS } from '../../../server/contract/analytics.ts'
import { Choice } from '../../ui/Choice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { PRESETS } from '../shell/reporting.ts'
import { Filters } from './Filters.tsx'
import { isTooLong, type Preset } from './question.ts'
import { askOtherwise, useQuestion } from './useQuestion.ts'
import { ZoneChoice } from './ZoneChoice.tsx'

/** Which days, in which zone, by which clock and of what. */
export function QuestionBar() {
  const { reports: words } = useWords()
  const { preset, time, from, to } = useQuestion()
  const choose = (next: Preset) =>
    askOtherwise({
      preset: next,
      ...(next === 'custom' ? { from, to } : { from: undefined, to: undefined }),
    })
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Choice
        label={words.range}
        value={preset}
        options={PRESETS.map((value) => ({ value, label: words.presets[value] }))}
        onChange={choose}
      />
      {preset === 'custom' && <Days />}
      <ZoneChoice />
      <Choice
        label={words.clock}
        value={time}
        options={(['wall', 'business'] as const).map((value) => ({
          value,
          label: words.clocks[value],
        }))}
        onChange={(next) => askOtherwise({ time: next })}
      />
      <Filters />
    </div>
  )
}

/** The first and the last day; neither passes the other, and what is too long to be asked is said beside them. */
function Days() {
  const { reports: words } = useWords()
  const { number } = useFormats()
  const { from, to } = useQuestion()
  const isLong = isTooLong({ from, to })
  const day = (label: string, value: string, change: (date: string) => object) => (
    <TextInput
      type="date"
      aria-label={label}
      aria-invalid={isLong}
      value={value}
      required
      className="w-38!"
      onChange={({ currentTarget }) => {
        if (currentTarget.value !== '') askOtherwise(change(currentTarget.value))
      }}
    />
  )
  return (
    <>
      {day(words.from, from, (date) => ({ from: date, to: date > to ? date : to }))}
      {day(words.to, to, (date) => ({ to: date, from: date < from ? date : from }))}
      {isLong && (
        <p role="alert" className="text-danger">
          {words.tooLong(number(MOST_DAYS))}
        </p>
      )}
    </>
  )
}
