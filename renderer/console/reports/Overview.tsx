import { useState } from 'react'
import { type Figure, Measure, type Summary } from '../../../server/contract/analytics.ts'
import { Spinner } from '../../ui/Spinner.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { BasisLine } from './BasisLine.tsx'
import { Course } from './Course.tsx'
import { reportPath } from './question.ts'
import { useQuestion } from './useQuestion.ts'
import { RowsDialog } from './RowsDialog.tsx'
import { useAnswer } from './useAnswer.ts'
import { hasQuantiles, useTelling } from './useTelling.ts'

// At the end of a line, never at the beginning of one.
const DOT = '\u{a0}· '

/** Every measure of the range, each beside the range before, and one of them over time. */
export function Overview() {
  const { reports: words } = useWords()
  const question = useQuestion()
  const { data, error, retry } = useAnswer<Summary>(reportPath('summary', question))
  const [opened, setOpened] = useState<Measure | null>(null)
  if (error) return <Failed error={error} retry={retry} />
  if (!data) return <Spinner label={words.loading} />
  return (
    <div className="flex flex-col gap-6">
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))] gap-3">
        {Measure.options.map((measure) => (
          <li key={measure}>
            <FigureCard
              measure={measure}
              figure={data.figures[measure]}
              before={data.figuresBefore[measure]}
              onOpen={() => setOpened(measure)}
            />
          </li>
        ))}
      </ul>
      <BasisLine basis={data.basis} />
      <Course />
      {opened && <RowsDialog measure={opened} narrowing={{}} onClose={() => setOpened(null)} />}
    </div>
  )
}

interface CardProps {
  measure: Measure
  figure: Figure
  before: Figure
  onOpen: () => void
}

function FigureCard({ measure, figure, before, onOpen }: CardProps) {
  const { reports: words } = useWords()
  const { number } = useFormats()
  const { main, valued } = useTelling()
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex h-full w-full flex-col gap-0.5 rounded-lg border border-line bg-raised p-3 text-left hover:bg-sunken"
    >
      <span className="text-xs text-faint">{words.measures[measure]}</span>
      <span className="text-xl font-semibold tabular-nums">{main(measure, figure)}</span>
      <span className="text-xs text-faint">{words.before(main(measure, before))}</span>
      {hasQuantiles(measure) && (
        <span className="text-xs text-soft">
          {words.mean} {valued(measure, figure.mean)}
          {DOT}
          {words.p90} {valued(measure, figure.p90)}
          {DOT}
          {words.count} {number(figure.count)}
        </span>
      )}
      {measure === 'satisfaction' && (
        <span className="text-xs text-soft">
          {words.count} {number(figure.count)}
        </span>
      )}
    </button>
  )
}
