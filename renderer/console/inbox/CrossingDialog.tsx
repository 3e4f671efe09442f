import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { useWords } from '../../words/useWords.ts'
import type { Crossing } from './crossing.ts'
import { MessageText } from './MessageText.tsx'

interface Props {
  crossing: Crossing | null
  onSend: () => void
  onKeepWriting: () => void
}

/** Asks before a reply goes out that crosses a colleague's. */
export function CrossingDialog({ crossing, onSend, onKeepWriting }: Props) {
  const { crossed, app } = useWords()
  if (!crossing) return null
  const { name, reply } = crossing
  return (
    <DialogBox
      open
      onOpenChange={onKeepWriting}
      title={reply ? crossed.replied(name) : crossed.typing(name)}
      lead={crossed.lead}
      closeLabel={app.close}
    >
      {reply && (
        <blockquote className="max-h-48 overflow-y-auto rounded-lg bg-accent-soft px-3 py-1.5">
          <MessageText text={reply.content} isOurs />
        </blockquote>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onSend}>{crossed.sendAnyway}</Button>
        <Button look="primary" autoFocus onClick={onKeepWriting}>
          {crossed.keepWriting}
        </Button>
      </div>
    </DialogBox>
  )
}
