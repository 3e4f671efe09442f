import { useState } from 'react'
import type { Duplicate } from '../../../server/contract/duplicates.ts'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { ListSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { attempt } from '../shell/attempt.ts'
import { useLoad } from '../sync/useLoad.ts'
import { DuplicateRow } from './DuplicateRow.tsx'
import { dismissDuplicate, listDuplicates } from './duplicates.ts'
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
  const dismiss = (pair: Duplicate) =>
    attempt(async () => {
      await dismissDuplicate(pair)
      setPairs((before) => before?.filter((one) => one !== pair) ?? null)
    })
  return <List pairs={pairs} onMerge={setMerging} onDismiss={dismiss} />
}

interface ListProps {
  pairs: readonly Duplicate[]
  onMerge: (pair: Duplicate) => void
  onDismiss: (pair: Duplicate) => void
}

function List({ pairs, onMerge, onDismiss }: ListProps) {
  const { people } = useWords()
  const words = people.duplicates
  if (pairs.length === 0) return <p className="text-soft">{words.none}</p>
  return (
    <ul aria-label={words.title} className="flex flex-col divide-y divide-line">
      {pairs.map((pair) => (
        <li key={`${pair.survivor.id} ${pair.other.id}`}>
          <DuplicateRow
            pair={pair}
            onMerge={() => onMerge(pair)}
            onDismiss={() => onDismiss(pair)}
          />
        </li>
      ))}
    </ul>
  )
}
