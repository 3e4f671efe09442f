import { useState } from 'react'
import type { Measure, Row, RowsQuery } from '../../../server/contract/analytics.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { Failed } from '../shell/Failed.tsx'
import { toConversation, toTicket } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { call } from '../sync/api.ts'
import { useLoad } from '../sync/useLoad.ts'
import { ExportButton } from './ExportButton.tsx'
import { reportPath } from './question.ts'
import { useQuestion } from './useQuestion.ts'
import { useTelling } from './useTelling.ts'

/** What narrows the rows beside the range. */
export type Narrowing = Partial<
  Record<
    keyof Pick<RowsQuery, 'agentId' | 'teamId' | 'channel' | 'tagId' | 'weekday' | 'hour'>,
    string
  >
>

interface Props {
  measure: Measure
  narrowing: Narrowing
  onClose: () => void
}

interface Page {
  data: Row[]
  total?: number
  meta: { next: string | null }
}

interface Shown {
  rows: readonly Row[]
  total: number
  next: string | null
}

/** What stands behind a number: each leads to its conversation or ticket. */
export function RowsDialog({ measure, narrowing, onClose }: Props) {
  const { app, reports: words } = useWords()
  const { number } = useFormats()
  const question = useQuestion()
  const asked = { ...narrowing, measure }
  const [shown, setShown] = useState<Shown | null>(null)
  const load = async (cursor?: string) => {
    const path = reportPath('rows', question, { ...asked, cursor })
    const { data, total, meta } = await call<Page>({ path })
    setShown((known) => ({
      rows: cursor === undefined ? data : [...(known?.rows ?? []), ...data],
      total: total ?? known?.total ?? 0,
      next: meta.next,
    }))
  }
  const { error, retry } = useLoad(reportPath('rows', question, asked), () => load())
  const next = shown?.next
  return (
    <DialogBox
      open
      onOpenChange={(isOpen) => isOpen || onClose()}
      title={words.rowsTitle(words.measures[measure], shown ? number(shown.total) : '…')}
      closeLabel={app.close}
    >
      {error ? <Failed error={error} retry={retry} /> : !shown && <Spinner label={words.loading} />}
      {shown?.total === 0 && <p className="text-faint">{words.rowsEmpty}</p>}
      <ul aria-label={words.measures[measure]} className="divide-y divide-line">
        {shown?.rows.map((row, index) => (
          <li key={`${row.at} ${row.subjectId} ${index}`}>
            <RowLink row={row} onFollow={onClose} />
          </li>
        ))}
      </ul>
      <div className="flex gap-2">
        {next && <Button onClick={() => attempt(() => load(next))}>{app.more}</Button>}
        <ExportButton path={reportPath('export', question, { ...asked, report: 'rows' })} />
      </div>
    </DialogBox>
  )
}

function RowLink({ row, onFollow }: { row: Row; onFollow: () => void }) {
  const { reports: words } = useWords()
  const { full, number } = useFormats()
  const { length } = useTelling()
  const { time } = useQuestion()
  const taken = time === 'wall' ? row.wallMs : row.businessMs
  const to = row.subject === 'ticket' ? toTicket(row.subjectId) : toConversation(row.subjectId)
  return (
    <RouteLink to={to} onClick={onFollow} className="flex flex-col py-2 hover:bg-sunken">
      <span className="flex gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">
          {row.customer || words.gone} {row.title}
        </span>
        <span className="tabular-nums">
          {taken !== null && length(taken)}
          {row.score !== null && number(row.score)}
        </span>
      </span>
      <span className="text-xs text-faint">
        {full(row.at)} · {words.channels[row.channel]}
        {row.agent && ` · ${row.agent.name ?? words.gone}`}
      </span>
    </RouteLink>
  )
}
