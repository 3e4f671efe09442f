import { SendHorizontal, StickyNote } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { isBlank, MESSAGE_MAX } from '../../../server/contract/text.ts'
import type { Uploads } from '../../files/uploads.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import { AttachButton } from '../files/AttachButton.tsx'
import { ChosenFiles } from '../files/ChosenFiles.tsx'
import { useSending } from '../files/useChosen.ts'
import { useShortcuts } from '../shell/shortcuts.ts'
import { ComposerField } from './ComposerField.tsx'
import { ComposerModes } from './ComposerModes.tsx'
import { EmojiPicker } from './EmojiPicker.tsx'
import type { Mode } from '../sync/outgoing.ts'
import { draftOf, leaveDraft, setDraft, useDraft } from './drafts.ts'

interface Props {
  /** The conversation that is written to. */
  id: string
  labels: { reply: string; placeholder: string; send: string; sendNote: string }
  /** Stands in place of the field when no reply can be sent. */
  closed?: ReactNode
  onTyping?: () => void
  /** Sends the draft, or first asks about it; the draft is emptied by whoever queues it. */
  onSend: (text: string, mode: Mode) => void
  /** The files chosen for it; none can be, when absent. */
  uploads?: Uploads
}

/** The draft of a conversation, and how to switch its kind and send it. */
function useComposer({ id, onSend, uploads }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const { text, mode } = useDraft(id)
  const message = { hasText: !isBlank(text), isTooLong: text.length > MESSAGE_MAX }
  const sending = useSending(uploads, message, () => {
    // What stands there now: files may have been waited for.
    const now = draftOf(id)
    onSend(now.text, now.mode)
  })
  useEffect(() => () => leaveDraft(id), [id])
  function write(next: Mode) {
    // At once: the keys that follow belong to the field, however busy the machine is.
    flushSync(() => setDraft(id, { mode: next }))
    field.current?.focus()
  }
  useShortcuts({ r: () => write('reply'), n: () => write('note') })
  function submit() {
    void sending.submit()
    field.current?.focus()
  }
  return { field, text, mode, write, submit, sending }
}

/** Where replies and notes are written. A note looks like one before it is sent, not only after. */
export function Composer(props: Props) {
  const { id, labels, closed = null, onTyping, uploads } = props
  const { field, text, mode, write, submit, sending } = useComposer(props)
  const isNote = mode === 'note'
  function change(next: string) {
    setDraft(id, { text: next })
    if (!isNote && next !== '') onTyping?.()
  }
  return (
    <div className={cx('m-3 mt-0 shrink-0 rounded-lg border', isNote ? notePaper : replyPaper)}>
      <ComposerModes mode={mode} reply={labels.reply} onChange={write} />
      {closed && !isNote ? (
        closed
      ) : (
        <>
          {uploads && <ChosenFiles items={sending.chosen} uploads={uploads} />}
          <ComposerField
            ref={field}
            isNote={isNote}
            text={text}
            placeholder={labels.placeholder}
            onChange={change}
            onSubmit={submit}
            onFiles={uploads?.add}
          />
          <Foot {...{ text, isNote, labels, sending }} onSubmit={submit}>
            {uploads && <AttachButton uploads={uploads} />}
            <EmojiPicker onPick={(emoji) => field.current && change(typed(field.current, emoji))} />
          </Foot>
        </>
      )}
    </div>
  )
}

const notePaper = 'border-note-edge bg-note'
const replyPaper = 'border-edge/60 bg-surface focus-within:border-accent'

interface FootProps {
  text: string
  isNote: boolean
  labels: Props['labels']
  sending: { canSend: boolean; isPending: boolean }
  onSubmit: () => void
  /** What else can be put into the message. */
  children: ReactNode
}

function Foot({ text, isNote, labels, sending, onSubmit, children }: FootProps) {
  const { composer, files } = useWords()
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
        ) : sending.isPending ? (
          files.pending
        ) : (
          <span className={cx('max-md:hidden', isNote && 'text-note-text')}>{composer.hint}</span>
        )}
      </p>
      <Button
        look="primary"
        size="small"
        disabled={!sending.canSend}
        onClick={onSubmit}
        className={cx(isNote && 'bg-note-text! text-note! disabled:opacity-50')}
      >
        <Icon size={14} aria-hidden /> {isNote ? labels.sendNote : labels.send}
      </Button>
    </div>
  )
}

/** Writes where the caret stands, as if it had been typed; answers the whole text. */
function typed(field: HTMLTextAreaElement, text: string) {
  field.focus()
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  return field.value
}
