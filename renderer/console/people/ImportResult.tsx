import type { CustomerImport } from '../../../server/contract/imports.ts'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { Table } from '../../ui/Table.tsx'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { saveFailures, startImport, useProgress } from './importing.ts'

interface Props {
  begun: CustomerImport
  onBack: () => void
  onStart: (begun: CustomerImport) => void
  onDone: () => void
}

/** What would happen or has happened, while it is gone through and afterwards. */
export function ImportResult({ begun, ...acts }: Props) {
  const { people } = useWords()
  const words = people.importing
  const now = useProgress(begun)
  const { state, rows } = now
  if (state === 'checking' || state === 'running') {
    const said = state === 'checking' ? words.checking(rows) : words.running(rows)
    return (
      <>
        <p role="status">{said}</p>
        <ProgressBar label={said} done={null} />
        {state === 'running' && <p className="text-soft">{words.goesOn}</p>}
      </>
    )
  }
  return (
    <>
      <Counts now={now} />
      {now.failures.length > 0 && <Failures now={now} />}
      <Buttons now={now} {...acts} />
    </>
  )
}

const KINDS = ['created', 'updated', 'unchanged', 'failed', 'repeated'] as const

function Counts({ now }: { now: CustomerImport }) {
  const { people } = useWords()
  const words = people.importing
  const label = now.state === 'done' ? words.result : words.would
  return (
    <section aria-label={label}>
      <h3 className="font-medium">{label}</h3>
      <ul className="list-disc pl-5">
        {KINDS.filter((kind) => now[kind] > 0).map((kind) => (
          <li key={kind}>{words[kind](now[kind])}</li>
        ))}
        {now.newTags.length > 0 && (
          <li>
            {words.newTags(now.newTags.length)}: <bdi>{tagNames(now.newTags)}</bdi>
          </li>
        )}
      </ul>
    </section>
  )
}

// So many that a wrong column is seen at once.
const TAGS_SHOWN = 20

const tagNames = (names: readonly string[]) =>
  names.slice(0, TAGS_SHOWN).join(', ') + (names.length > TAGS_SHOWN ? ' …' : '')

function Failures({ now }: { now: CustomerImport }) {
  const { people } = useWords()
  const words = people.importing
  return (
    <Table
      label={words.failures}
      rows={now.failures.slice(0, 20)}
      keyOf={({ line }) => String(line)}
      columns={[
        { name: 'line', heading: words.line, cell: ({ line }) => line, isNumber: true },
        { name: 'why', heading: words.why, cell: ({ message }) => message },
      ]}
    />
  )
}

function Buttons({ now, onBack, onStart, onDone }: Omit<Props, 'begun'> & { now: CustomerImport }) {
  const { people, app } = useWords()
  const words = people.importing
  const starting = useAction(async () => onStart(await startImport(now.id)))
  const isDone = now.state === 'done'
  return (
    <>
      <FormProblem error={starting.error} />
      <div className="flex flex-wrap justify-end gap-2">
        {isDone && now.failed > 0 && (
          <Button onClick={() => attempt(() => saveFailures(now.id))}>{words.download}</Button>
        )}
        {isDone ? (
          <Button look="primary" onClick={onDone}>
            {app.close}
          </Button>
        ) : (
          <>
            <Button onClick={onBack}>{words.back}</Button>
            <Button
              look="primary"
              disabled={starting.isBusy || now.created + now.updated === 0}
              onClick={() => starting.run()}
            >
              {words.start}
            </Button>
          </>
        )}
      </div>
    </>
  )
}
