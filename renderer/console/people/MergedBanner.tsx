import { useEffect, useState } from 'react'
import type { CustomerMerge } from '../../../server/contract/merging.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { onEvents } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { listMerges } from './merging.ts'
import { UndoMergeDialog } from './UndoMergeDialog.tsx'

/** Says who was merged into a customer, as long as that can be undone. */
export function MergedBanner({ customerId }: { customerId: string }) {
  const { people } = useWords()
  const merges = useMerges(customerId).filter(({ canUndo }) => canUndo)
  if (merges.length === 0) return null
  return (
    <ul aria-label={people.merged.list} className="border-b border-line bg-sunken">
      {merges.map((merge) => (
        <li key={merge.id}>
          <Line merge={merge} />
        </li>
      ))}
    </ul>
  )
}

function Line({ merge }: { merge: CustomerMerge }) {
  const { people } = useWords()
  const { date } = useFormats()
  const [isAsking, setAsking] = useState(false)
  const { merged, madeBy, madeAt, undoUntil } = merge
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 px-4 py-2">
      <p className="min-w-0 flex-1 basis-60 wrap-anywhere">
        {people.merged.line(merged.name, madeBy, date(madeAt))}{' '}
        <span className="text-soft">{people.merged.until(date(undoUntil))}</span>
      </p>
      <Button
        size="small"
        aria-label={people.merged.undoOf(merged.name)}
        onClick={() => setAsking(true)}
      >
        {people.merged.undo}
      </Button>
      <UndoMergeDialog merge={merge} open={isAsking} onOpenChange={setAsking} />
    </div>
  )
}

/** The merges that stand, read anew whenever one is made or undone. */
function useMerges(customerId: string): readonly CustomerMerge[] {
  const [merges, setMerges] = useState<readonly CustomerMerge[]>([])
  const [turn, setTurn] = useState(0)
  useEffect(
    () =>
      onEvents((events) => {
        const isTheirs = events.some(
          ({ kind, refs }) =>
            (kind === 'customer.merged' || kind === 'customer.unmerged') &&
            refs.customerId === customerId,
        )
        if (isTheirs) setTurn((count) => count + 1)
      }),
    [customerId],
  )
  useLoad(`merges ${customerId} ${turn}`, async () => setMerges(await listMerges(customerId)))
  return merges
}
