import { Check, CheckCheck, Lock } from 'lucide-react'
import type { Message } from '../../../server/contract/conversations.ts'
import { cx } from '../../ui/cx.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { Attachments } from '../files/Attachments.tsx'
import { RemoteFileCard } from '../files/RemoteFileCard.tsx'
import { ChangedLine } from './ChangedLine.tsx'
import { DeliveryLine } from './DeliveryLine.tsx'
import { MessageText } from './MessageText.tsx'
import type { Mark } from './thread-items.ts'

interface Props {
  message: Message
  /** False when it goes on where the same person stopped. */
  isFirst: boolean
  /** How far it has come, where that is shown. */
  mark?: Mark | undefined
}

/** How a message stands: the customer's left, the team's right, a note across with its own paper. */
export function bubbleClass(isNote: boolean, isOurs: boolean) {
  if (isNote) return 'border border-note-edge bg-note text-note-text'
  return isOurs ? 'bg-accent-soft text-ink' : 'bg-sunken text-ink'
}

// Marked when a search led to it.
const LINE =
  'flex flex-col data-found:rounded-md data-found:bg-note data-found:ring-4 data-found:ring-note'

/** One message, or one note. */
export function ThreadMessage({ message, isFirst, mark }: Props) {
  const { clock, full } = useFormats()
  const isNote = message.visibility === 'internal'
  const isOurs = message.author.type !== 'customer'
  return (
    <li
      data-place={message.id}
      className={cx(LINE, isFirst ? 'mt-3' : 'mt-0.5', isOurs ? 'items-end' : 'items-start')}
    >
      {isFirst && (
        <p className="mb-1 flex items-center gap-1.5 text-xs text-faint">
          {isNote && <NoteLabel />}
          <span className="font-medium text-soft">{message.author.name}</span>
          <time dateTime={message.sentAt} title={full(message.sentAt)}>
            {clock(message.sentAt)}
          </time>
        </p>
      )}
      {message.content !== '' && !message.remoteFile && (
        <div
          title={full(message.sentAt)}
          className={cx(
            'max-w-[85%] rounded-lg px-3 py-1.5 lg:max-w-[75%]',
            bubbleClass(isNote, isOurs),
          )}
        >
          <MessageText text={message.content} isOurs={isOurs} mentions={message.mentions} />
        </div>
      )}
      {message.remoteFile && <RemoteFileCard file={message.remoteFile} />}
      {message.attachments && <Attachments files={message.attachments} />}
      <ChangedLine message={message} />
      <DeliveryLine message={message} />
      {mark && isThere(message) && <MarkLine mark={mark} />}
    </li>
  )
}

/** Whether it has come to where its conversation lives; its marks say nothing before. */
const isThere = ({ delivery }: Message) => !delivery || delivery.state === 'sent'

function MarkLine({ mark }: { mark: Mark }) {
  const { thread } = useWords()
  const Icon = mark === 'sent' ? Check : CheckCheck
  return (
    <p className="mt-0.5 flex items-center gap-1 text-xs text-faint">
      <Icon size={12} aria-hidden className={cx(mark === 'read' && 'text-accent-text')} />
      {thread.marks[mark]}
    </p>
  )
}

export function NoteLabel() {
  const { thread } = useWords()
  return (
    <span className="flex items-center gap-1 font-semibold text-note-text">
      <Lock size={12} aria-hidden /> {thread.note}
    </span>
  )
}
