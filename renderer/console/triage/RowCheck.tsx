import type { MouseEvent } from 'react'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import { selectTo, toggle, useIsSelected, useSelection } from './selection.ts'

interface Props {
  id: string
  name: string
  rowsNow: () => readonly { id: string }[]
  isOpen: boolean
}

/** Chooses a conversation; over its picture, where the pointer or the focus is, or once something is chosen. */
export function RowCheck({ id, name, rowsNow, isOpen }: Props) {
  const { bulk: words } = useWords().triage
  const isSelected = useIsSelected(id)
  const isAny = useSelection(({ ids }) => ids.size > 0)
  // With Shift all up to here: the box itself is not asked then.
  function range(event: MouseEvent) {
    if (!event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    selectTo(id, rowsNow())
  }
  return (
    <span
      onClickCapture={range}
      className={cx(
        'absolute top-1/2 left-3 flex size-8 -translate-y-1/2 items-center justify-center',
        isOpen ? 'bg-accent-soft' : 'bg-canvas group-hover/row:bg-sunken',
        !isAny && 'opacity-0 group-hover/row:opacity-100 has-focus-visible:opacity-100',
      )}
    >
      <Checkbox
        isBare
        label={words.selectOne(name)}
        checked={isSelected}
        onChange={() => toggle(id)}
      />
    </span>
  )
}
