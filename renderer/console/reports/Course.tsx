import { Measure, type Point, type Series } from '../../../server/contract/analytics.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { Table } from '../../ui/Table.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { CourseChart } from './CourseChart.tsx'
import { ExportButton } from './ExportButton.tsx'
import { reportPath } from './question.ts'
import { askOtherwise, useQuestion } from './useQuestion.ts'
import { useAnswer } from './useAnswer.ts'
import { useSteps } from './useSteps.ts'
import { useTelling } from './useTelling.ts'

/** One measure over time, drawn and as a table. */
export function Course() {
  const { reports: words } = useWords()
  const question = useQuestion()
  const { measure } = question
  const { data, error, retry } = useAnswer<Series>(reportPath('series', question, { measure }))
  return (
    <section aria-label={words.course} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="flex-1 font-semibold">{words.course}</h3>
        <Choice
          label={words.measure}
          value={measure}
          options={Measure.options.map((value) => ({ value, label: words.measures[value] }))}
          onChange={(next) => askOtherwise({ measure: next })}
        />
        <ExportButton path={reportPath('export', question, { measure, report: 'series' })} />
      </div>
      {error ? (
        <Failed error={error} retry={retry} />
      ) : data ? (
        <Drawn measure={measure} series={data} />
      ) : (
        <Spinner label={words.loading} />
      )}
    </section>
  )
}

function Drawn({ measure, series }: { measure: Measure; series: Series }) {
  const { reports: words } = useWords()
  const label = `${words.measures[measure]}, ${words.course}`
  return (
    <>
      <CourseChart {...{ measure, series, label }} />
      <details>
        <summary className="cursor-pointer text-soft">{words.courseTable}</summary>
        <CourseTable {...{ measure, series, label }} />
      </details>
    </>
  )
}

interface TableProps {
  measure: Measure
  series: Series
  label: string
}

function CourseTable({ measure, series, label }: TableProps) {
  const { reports: words } = useWords()
  const { number } = useFormats()
  const { main, valued } = useTelling()
  const { stepped } = useSteps(series)
  const numeric = (name: string, heading: string, cell: (point: Point) => string) => ({
    name,
    heading,
    cell,
    isNumber: true,
  })
  const when = ({ startsAt }: Point) => stepped(startsAt)
  return (
    <Table<Point>
      label={label}
      rows={series.points.toReversed()}
      keyOf={({ startsAt }) => startsAt}
      columns={[
        { name: 'when', heading: words.when, cell: when },
        numeric('main', words.measures[measure], (point) => main(measure, point)),
        numeric('count', words.count, ({ count }) => number(count)),
        numeric('p90', words.p90, ({ p90 }) => valued(measure, p90)),
      ]}
    />
  )
}
