import { useState } from 'react'
import type { Duplicate } from '../../../server/contract/duplicates.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { ListSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { attempt } from '../shell/attempt.ts'
import { useLoad } from '../sync/useLoad.ts'
import { DismissedRow, DuplicateRow } from './DuplicateRow.tsx'
import {
  dismissDuplicate,
  type Pairs as Found,
  listDuplicates,
  restoreDuplicate,
} from './duplicates.ts'
import { MergeForm } from './MergeForm.tsx'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Customers who may be one, each pair to be merged by hand or dismissed. */
export function DuplicatesDialog({ open, onOpenChange }: Props) {
  const { people, app } = useWords()
  return (
    <DialogBox
      open={open}
      onOpenChange={onOpenChange}
      title={people.duplicates.title}
      lead={people.duplicates.lead}
      closeLabel={app.close}
    >
      <Pairs />
    </DialogBox>
  )
}

function Pairs() {
  const { people, app } = useWords()
  const [pairs, setPairs] = useState<Found | null>(null)
  const deciding = useDismissing()
  const [merging, setMerging] = useState<Duplicate | null>(null)
  const [turn, setTurn] = useState(0)
  const load = useLoad(`duplicates ${turn}`, async () => setPairs(await listDuplicates()))
  const back = () => {
    setMerging(null)
    setTurn((count) => count + 1)
  }
  if (merging)
    return (
      <MergeForm
        id={merging.survivor.id}
        otherId={merging.other.id}
        backLabel={people.duplicates.back}
        onBack={() => setMerging(null)}
        onDone={back}
      />
    )
  if (load.error || !pairs)
    return <Arriving load={load} skeleton={<ListSkeleton label={app.loading} rowHeight={72} />} />
  return (
    <>
      {!pairs.isWhole && <Unfinished onAgain={() => setTurn((count) => count + 1)} />}
      <List found={pairs} onMerge={setMerging} {...deciding} />
    </>
  )
}

/** Says that there may be more pairs, and looks again. */
function Unfinished({ onAgain }: { onAgain: () => void }) {
  const words = useWords().people.duplicates
  return (
    <div role="status" className="flex flex-wrap items-center justify-between gap-2">
      <p className="text-soft">{words.comparing}</p>
      <Button size="small" onClick={onAgain}>
        {words.again}
      </Button>
    </div>
  )
}

/** Says of pairs that they are two people, and takes that back. */
function useDismissing() {
  const [dismissed, setDismissed] = useState<ReadonlySet<Duplicate>>(new Set())
  const onDismiss = (pair: Duplicate) =>
    attempt(async () => {
      await dismissDuplicate(pair)
      setDismissed((before) => new Set([...before, pair]))
    })
  const onRestore = (pair: Duplicate) =>
    attempt(async () => {
      await restoreDuplicate(pair)
      setDismissed((before) => new Set([...before].filter((one) => one !== pair)))
    })
  return { dismissed, onDismiss, onRestore }
}

interface ListProps {
  found: Found
  onMerge: (pair: Duplicate) => void
  /** Those that were said to be two people since the list was shown: that can be taken back. */
  dismissed: ReadonlySet<Duplicate>
  onDismiss: (pair: Duplicate) => void
  onRestore: (pair: Duplicate) => void
}

function List({ found, dismissed, onMerge, onDismiss, onRestore }: ListProps) {
  const { people } = useWords()
  const words = people.duplicates
  const { data: pairs, isWhole } = found
  if (pairs.length === 0) return isWhole ? <p className="text-soft">{words.none}</p> : null
  return (
    <ul aria-label={words.title} className="flex flex-col divide-y divide-line">
      {pairs.map((pair) => (
        <li key={`${pair.survivor.id} ${pair.other.id}`}>
          {dismissed.has(pair) ? (
            <DismissedRow pair={pair} onRestore={() => onRestore(pair)} />
          ) : (
            <DuplicateRow
              pair={pair}
              onMerge={() => onMerge(pair)}
              onDismiss={() => onDismiss(pair)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
