import { useState } from 'react'
import type { Duplicate } from '../../../server/contract/duplicates.ts'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { ListSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { attempt } from '../shell/attempt.ts'
import { useLoad } from '../sync/useLoad.ts'
import { DismissedRow, DuplicateRow } from './DuplicateRow.tsx'
import { dismissDuplicate, listDuplicates, restoreDuplicate } from './duplicates.ts'
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
  const [pairs, setPairs] = useState<readonly Duplicate[] | null>(null)
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
  return <List pairs={pairs} onMerge={setMerging} {...deciding} />
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
  pairs: readonly Duplicate[]
  onMerge: (pair: Duplicate) => void
  /** Those that were said to be two people since the list was shown: that can be taken back. */
  dismissed: ReadonlySet<Duplicate>
  onDismiss: (pair: Duplicate) => void
  onRestore: (pair: Duplicate) => void
}

function List({ pairs, dismissed, onMerge, onDismiss, onRestore }: ListProps) {
  const { people } = useWords()
  const words = people.duplicates
  if (pairs.length === 0) return <p className="text-soft">{words.none}</p>
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
