import { TriangleAlert } from 'lucide-react'
import type { Unfilled } from '../../text/placeholders.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { useWords } from '../../words/useWords.ts'

interface LineProps {
  left: readonly Unfilled[]
  onShow: (one: Unfilled) => void
}

/** Says which placeholders still stand in the text; each leads to its place. */
export function UnfilledLine({ left, onShow }: LineProps) {
  const { composing } = useWords()
  if (left.length === 0) return null
  return (
    <p role="status" className="flex flex-wrap items-center gap-1.5 px-3 pb-1.5 text-xs text-warn">
      <TriangleAlert size={14} aria-hidden /> {composing.unfilled}
      {left.map((one) => (
        <button
          key={one.at[0]}
          type="button"
          onClick={() => onShow(one)}
          className="rounded-sm bg-warn-soft px-1 font-mono underline"
        >
          {one.text}
        </button>
      ))}
    </p>
  )
}

interface DialogProps {
  left: readonly Unfilled[]
  onSend: () => void
  onFill: () => void
}

/** Asks before a text goes out in which a placeholder still stands. */
export function UnfilledDialog({ left, onSend, onFill }: DialogProps) {
  const { composing, app } = useWords()
  return (
    <DialogBox
      open
      onOpenChange={onFill}
      title={composing.unfilledTitle}
      lead={composing.unfilledLead}
      closeLabel={app.close}
    >
      <ul className="flex flex-wrap gap-1.5">
        {left.map(({ text, at }) => (
          <li key={at[0]} className="rounded-sm bg-warn-soft px-1.5 font-mono text-sm text-warn">
            {text}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onSend}>{composing.sendUnfilled}</Button>
        <Button look="primary" autoFocus onClick={onFill}>
          {composing.fillIn}
        </Button>
      </div>
    </DialogBox>
  )
}
