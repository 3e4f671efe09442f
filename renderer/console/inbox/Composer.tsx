import { type ReactNode, useEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { isBlank, MESSAGE_MAX } from '../../../server/contract/text.ts'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { Hold } from '../../../server/contract/scheduled.ts'
import type { Uploads } from '../../files/uploads.ts'
import { cx } from '../../ui/cx.ts'
import { typeAtCaret } from '../composing/field.ts'
import { TypeAheadList } from '../composing/TypeAheadList.tsx'
import { useTeammates } from '../composing/useTeammates.tsx'
import { useTypeAhead } from '../composing/useTypeAhead.ts'
import { AttachButton } from '../files/AttachButton.tsx'
import { ChosenFiles } from '../files/ChosenFiles.tsx'
import { useSending } from '../files/useChosen.ts'
import { useWritingCommands } from './useWritingCommands.ts'
import { ComposerFoot } from './ComposerFoot.tsx'
import { ComposerField } from './ComposerField.tsx'
import { ComposerModes } from './ComposerModes.tsx'
import { EmojiPicker } from './EmojiPicker.tsx'
import type { Mode } from '../sync/outgoing.ts'
import { saveDraft } from './draft-sync.ts'
import { draftOf, leaveDraft, setDraft, turnDraft, useDraft } from './drafts.ts'

interface Props {
  /** The conversation that is written to. */
  id: string
  labels: { reply: string; placeholder: string; send: string; sendNote: string }
  /** Stands in place of the field when no reply can be sent. */
  closed?: ReactNode
  onTyping?: () => void
  /** Sends the draft, or first asks about it; the draft is emptied by whoever queues it. */
  onSend: (text: string, mode: Mode, hold?: Hold) => void
  /** The conversation whose replies can be sent later. */
  schedules?: Conversation | undefined
  /** The files chosen for it; none can be, when absent. */
  uploads?: Uploads
}

/** The draft of a conversation, and how to switch its kind and send it. */
function useComposer({ id, onSend, onTyping, uploads }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const { text, mode } = useDraft(id)
  const message = { hasText: !isBlank(text), isTooLong: text.length > MESSAGE_MAX }
  const sending = useSending(uploads, message, (hold) => {
    // What stands there now: files may have been waited for.
    const now = draftOf(id)
    onSend(now.text, now.mode, hold)
  })
  const findTeammates = useTeammates()
  const typeAhead = useTypeAhead(field, text, mode === 'note' ? { '@': findTeammates } : {})
  useEffect(
    () => () => {
      void saveDraft(id)
      leaveDraft(id)
    },
    [id],
  )
  function write(next: Mode) {
    // At once: the keys that follow belong to the field, however busy the machine is.
    flushSync(() => turnDraft(id, next))
    field.current?.focus()
  }
  useWritingCommands(write)
  function change(next: string) {
    setDraft(id, { text: next })
    if (mode === 'reply' && next !== '') onTyping?.()
  }
  function submit(hold?: Hold) {
    void sending.submit(hold)
    field.current?.focus()
  }
  return { field, text, mode, write, change, submit, sending, typeAhead }
}

/** Where replies and notes are written. A note looks like one before it is sent, not only after. */
export function Composer(props: Props) {
  const { labels, closed = null, uploads, schedules } = props
  const { field, text, mode, write, change, submit, sending, typeAhead } = useComposer(props)
  const isNote = mode === 'note'
  return (
    <div
      className={cx(
        'relative m-3 mt-0 shrink-0 rounded-lg border',
        isNote ? notePaper : replyPaper,
      )}
    >
      <ComposerModes mode={mode} reply={labels.reply} onChange={write} />
      {closed && !isNote ? (
        closed
      ) : (
        <>
          {uploads && <ChosenFiles items={sending.chosen} uploads={uploads} />}
          <TypeAheadList typeAhead={typeAhead} />
          <ComposerField
            ref={field}
            draftId={props.id}
            typeAhead={typeAhead}
            isNote={isNote}
            text={text}
            placeholder={labels.placeholder}
            onChange={change}
            onSubmit={() => submit()}
            onFiles={uploads?.add}
          />
          <ComposerFoot {...{ text, isNote, labels, sending, schedules }} onSubmit={submit}>
            {uploads && <AttachButton uploads={uploads} />}
            <EmojiPicker onPick={(emoji) => field.current && typeAtCaret(field.current, emoji)} />
          </ComposerFoot>
        </>
      )}
    </div>
  )
}

const notePaper = 'border-note-edge bg-note'
const replyPaper = 'border-edge/60 bg-surface focus-within:border-accent'
