import { useState } from 'react'
import {
  MOST_DAYS,
  type ReconciliationDetail,
} from '../../../../server/contract/crisp-reconciliation.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useWords } from '../../../words/useWords.ts'
import { FormProblem } from '../../shell/FormProblem.tsx'
import { useAction } from '../../shell/useAction.ts'
import { useComparison } from './comparison.ts'
import { Days } from './Days.tsx'
import { Differences } from './Differences.tsx'

const DAY_MS = 86_400_000
const dayAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10)

/** What is wrong with the days from the first to the last; undefined when nothing is. */
function useDaysProblem(from: string, to: string): string | undefined {
  const { crisp: words, form } = useWords()
  if (from === '' || to === '') return form.missing
  if (to < from) return words.daysBackwards
  const isLong = Date.parse(to) - Date.parse(from) >= MOST_DAYS * DAY_MS
  return isLong ? words.daysTooMany(MOST_DAYS) : undefined
}

/** Whether Crisp and this workspace have the same of some days, what differs, and making it good. */
export function Reconciliation({ websiteId }: { websiteId: string }) {
  const { crisp: words } = useWords()
  const [from, setFrom] = useState(() => dayAgo(6))
  const [to, setTo] = useState(() => dayAgo(0))
  const wrong = useDaysProblem(from, to)
  const { report, compare, repair, isBusy } = useComparison(websiteId)
  const begin = useAction(() => compare(from, to))
  const mend = useAction(() => (report ? repair(report.id) : Promise.resolve()))
  const isOpen = report !== null && report.differences > report.repaired
  return (
    <div className="flex flex-col gap-3">
      <h4 className="font-medium">{words.compareTitle}</h4>
      <div className="flex flex-wrap items-start gap-3">
        <DayField label={words.from} value={from} onChange={setFrom} />
        <DayField label={words.to} value={to} onChange={setTo} error={wrong} />
        <Button
          disabled={isBusy || begin.isBusy || wrong !== undefined}
          onClick={begin.run}
          className="mt-6"
        >
          {words.compare}
        </Button>
        {isOpen && !isBusy && (
          <Button disabled={mend.isBusy} onClick={mend.run} className="mt-6">
            {words.repair}
          </Button>
        )}
      </div>
      <FormProblem error={begin.error ?? mend.error} />
      {report && <Report report={report} isBusy={isBusy} />}
    </div>
  )
}

interface DayProps {
  label: string
  value: string
  onChange: (day: string) => void
  error?: string | undefined
}

function DayField({ label, value, onChange, error }: DayProps) {
  const { crisp: words } = useWords()
  return (
    <Field label={label} hint={words.dayHint} error={error}>
      {(field) => (
        <TextInput
          {...field}
          type="date"
          required
          value={value}
          max={dayAgo(0)}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  )
}

function Report({ report, isBusy }: { report: ReconciliationDetail; isBusy: boolean }) {
  const { crisp: words } = useWords()
  const { id, state, compared, differences, repaired, lastError, days } = report
  if (isBusy) return <p role="status">{words.comparing(compared)}</p>
  const isSame = differences === repaired
  return (
    <div className="flex flex-col gap-2" role="status">
      {state === 'failed' && <p className="text-danger">{words.compareFailed(lastError ?? '')}</p>}
      {state === 'done' && (
        <p className={isSame ? 'text-good' : 'text-warn'}>
          {differences === 0 ? words.same : words.differences(differences)}
          {differences > 0 && isSame && ` · ${words.repaired}`}
        </p>
      )}
      <Days days={days} />
      {differences > 0 && <Differences key={`${id} ${repaired}`} id={id} />}
    </div>
  )
}
