import { Eye } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { Hold } from '../../../server/contract/scheduled.ts'
import type { Uploads } from '../../files/uploads.ts'
import type { Values } from '../../text/placeholders.ts'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useWords } from '../../words/useWords.ts'
import { typeAtCaret } from '../composing/field.ts'
import { MarkdownPreview } from '../composing/MarkdownPreview.tsx'
import { TypeAheadList } from '../composing/TypeAheadList.tsx'
import { UnfilledDialog, UnfilledLine } from '../composing/Unfilled.tsx'
import { AttachButton } from '../files/AttachButton.tsx'
import { ChosenFiles } from '../files/ChosenFiles.tsx'
import type { Mode } from '../sync/outgoing.ts'
import { ComposerField } from './ComposerField.tsx'
import { ComposerFoot } from './ComposerFoot.tsx'
import { ComposerModes } from './ComposerModes.tsx'
import { EmojiPicker } from './EmojiPicker.tsx'
import { useComposer } from './useComposer.ts'

export interface ComposerProps {
  /** The conversation that is written to. */
  id: string
  labels: { reply: string; placeholder: string; send: string; sendNote: string }
  /** What placeholders stand for. */
  values: Values
  /** The customer's language, where it is known. */
  language: string | null
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

/** Where replies and notes are written. A note looks like one before it is sent, not only after. */
export function Composer(props: ComposerProps) {
  const composer = useComposer(props)
  const isNote = composer.mode === 'note'
  const { unfilled, show } = composer
  const fillIn = () => {
    unfilled.keepWriting()
    const [first] = unfilled.left
    // The dialog gives the focus back first.
    if (first) requestAnimationFrame(() => show(first))
  }
  return (
    <div
      className={cx(
        'relative m-3 mt-0 shrink-0 rounded-lg border',
        isNote ? notePaper : replyPaper,
      )}
    >
      <ComposerModes mode={composer.mode} reply={props.labels.reply} onChange={composer.write} />
      {props.closed && !isNote ? props.closed : <Paper {...props} composer={composer} />}
      {unfilled.isAsking && (
        <UnfilledDialog left={unfilled.left} onSend={unfilled.sendAnyway} onFill={fillIn} />
      )}
    </div>
  )
}

const notePaper = 'border-note-edge bg-note'
const replyPaper = 'border-edge/60 bg-surface focus-within:border-accent'

type PaperProps = ComposerProps & { composer: ReturnType<typeof useComposer> }

function Paper({ composer, id, labels, language, uploads, schedules }: PaperProps) {
  const { composing } = useWords()
  const { field, text, mode, sending, typeAhead, unfilled } = composer
  const [isPreviewed, setPreviewed] = useState(false)
  const isNote = mode === 'note'
  return (
    <>
      {uploads && <ChosenFiles items={sending.chosen} uploads={uploads} />}
      <TypeAheadList typeAhead={typeAhead} />
      <ComposerField
        ref={field}
        draftId={id}
        typeAhead={typeAhead}
        isNote={isNote}
        language={isNote ? null : language}
        text={text}
        placeholder={labels.placeholder}
        onChange={composer.change}
        onSubmit={() => composer.submit()}
        onFiles={uploads?.add}
      />
      <UnfilledLine left={unfilled.left} onShow={composer.show} />
      {isPreviewed && <MarkdownPreview text={text} />}
      <ComposerFoot {...{ text, isNote, labels, sending, schedules }} onSubmit={composer.submit}>
        {uploads && <AttachButton uploads={uploads} />}
        <EmojiPicker onPick={(emoji) => field.current && typeAtCaret(field.current, emoji)} />
        <IconButton
          icon={Eye}
          label={composing.showPreview}
          aria-pressed={isPreviewed}
          onClick={() => setPreviewed(!isPreviewed)}
        />
      </ComposerFoot>
    </>
  )
}
