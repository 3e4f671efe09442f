import { Choice } from '../../ui/Choice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { choosePreset, PRESETS, useQuestion } from './question.ts'

/** Which days, and by which clock. */
export function QuestionBar() {
  const { reports: words } = useWords()
  const { preset, time } = useQuestion()
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Choice
        label={words.range}
        value={preset}
        options={PRESETS.map((value) => ({ value, label: words.presets[value] }))}
        onChange={choosePreset}
      />
      {preset === 'custom' && <Days />}
      <Choice
        label={words.clock}
        value={time}
        options={(['wall', 'business'] as const).map((value) => ({
          value,
          label: words.clocks[value],
        }))}
        onChange={(next) => useQuestion.setState({ time: next })}
      />
    </div>
  )
}

/** The first and the last day; neither passes the other. */
function Days() {
  const { reports: words } = useWords()
  const { from, to } = useQuestion()
  const day = (label: string, value: string, change: (date: string) => object) => (
    <TextInput
      type="date"
      aria-label={label}
      value={value}
      required
      className="w-38!"
      onChange={({ currentTarget }) => {
        if (currentTarget.value !== '') useQuestion.setState(change(currentTarget.value))
      }}
    />
  )
  return (
    <>
      {day(words.from, from, (date) => ({ from: date, to: date > to ? date : to }))}
      {day(words.to, to, (date) => ({ to: date, from: date < from ? date : from }))}
    </>
  )
}
