import type { Customer } from '../../../server/contract/customers.ts'
import type { Duplicate } from '../../../server/contract/duplicates.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'

interface Props {
  pair: Duplicate
  onMerge: () => void
  onDismiss: () => void
}

/** Two customers, and why they may be one. */
export function DuplicateRow({ pair, onMerge, onDismiss }: Props) {
  const { people } = useWords()
  const words = people.duplicates
  const { survivor, other, reasons } = pair
  return (
    <div className="flex flex-col gap-1 py-2">
      <Who customer={survivor} />
      <Who customer={other} />
      <p className="text-xs text-faint">
        {reasons.map((reason) => words.reasons[reason]).join(' · ')}
      </p>
      <div className="flex justify-end gap-2">
        <Button
          size="small"
          aria-label={words.dismissOf(survivor.name, other.name)}
          onClick={onDismiss}
        >
          {words.dismiss}
        </Button>
        <Button
          size="small"
          look="primary"
          aria-label={words.mergeOf(survivor.name, other.name)}
          onClick={onMerge}
        >
          {words.merge}
        </Button>
      </div>
    </div>
  )
}

/** Two customers who are two people, which can be taken back. */
export function DismissedRow({
  pair: { survivor, other },
  onRestore,
}: Pick<Props, 'pair'> & { onRestore: () => void }) {
  const { people } = useWords()
  const words = people.duplicates
  const said = words.dismissOf(survivor.name, other.name)
  return (
    <div className="flex items-center justify-between gap-2 py-2">
      <p role="status" className="min-w-0 wrap-anywhere text-soft">
        {said}
      </p>
      <Button size="small" aria-label={words.undoOf(survivor.name, other.name)} onClick={onRestore}>
        {words.undo}
      </Button>
    </div>
  )
}

function Who({ customer: { name, email, phone, company } }: { customer: Customer }) {
  const known = [email, phone, company].filter(Boolean).join(' · ')
  return (
    <p className="min-w-0 wrap-anywhere">
      <bdi className="font-medium">{name}</bdi> <bdi className="text-soft">{known}</bdi>
    </p>
  )
}
