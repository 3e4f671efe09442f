import { SendHorizontal, StickyNote } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { Hold } from '../../../server/contract/scheduled.ts'
import { MESSAGE_MAX } from '../../../server/contract/text.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import { MOD } from '../composing/SendChoice.tsx'
import { useSendBy } from '../composing/send-by.ts'
import { SendMenu } from '../outgoing/SendMenu.tsx'

interface Props {
  text: string
  isNote: boolean
  labels: { send: string; sendNote: string }
  sending: { canSend: boolean }
  /** The conversation whose replies can be sent later. */
  schedules: Conversation | undefined
  onSubmit: (hold?: Hold) => void
  /** What else can be put into the message. */
  children: ReactNode
}

/** Under the field: what else can be put in, what is amiss, and the button that sends. */
export function ComposerFoot(props: Props) {
  const { text, isNote, labels, sending, schedules, onSubmit, children } = props
  const { composer, composing } = useWords()
  const hint = useSendBy() === 'enter' ? composer.hint : composing.hintMod(MOD)
  const over = text.length - MESSAGE_MAX
  const Icon = isNote ? StickyNote : SendHorizontal
  return (
    <div className="flex items-center gap-2 px-2 pb-2">
      <div className="flex">{children}</div>
      <p
        role="status"
        className={cx('flex-1 pl-1 text-xs', over > 0 ? 'text-danger' : 'text-faint')}
      >
        {over > 0 ? (
          composer.tooLong(over)
        ) : (
          <span className={cx('max-md:hidden', isNote && 'text-note-text')}>{hint}</span>
        )}
      </p>
      <Button
        look="primary"
        size="small"
        disabled={!sending.canSend}
        onClick={() => onSubmit()}
        className={cx(isNote && 'bg-note-text! text-note! disabled:opacity-50')}
      >
        <Icon size={14} aria-hidden /> {isNote ? labels.sendNote : labels.send}
      </Button>
      {schedules && !isNote && (
        <SendMenu conversation={schedules} canSend={sending.canSend} onSchedule={onSubmit} />
      )}
    </div>
  )
}
