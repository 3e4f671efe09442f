import { CircleAlert } from 'lucide-react'
import { useShallow } from 'zustand/react/shallow'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import type { Outgoing } from '../sync/outbox.ts'
import { outbox, useOutgoing } from '../sync/sending.ts'
import { useStanding } from '../sync/store.ts'
import { MessageText } from './MessageText.tsx'
import { bubbleClass, NoteLabel } from './ThreadMessage.tsx'

/** What is on its way in this conversation, under everything that is stored. */
export function Pending({ conversationId }: { conversationId: string }) {
  const items = useOutgoing(
    useShallow((state) => state.items.filter((one) => one.conversationId === conversationId)),
  )
  return (
    <ul>
      {items.map((item) => (
        <PendingMessage key={item.clientMessageId} item={item} />
      ))}
    </ul>
  )
}

function PendingMessage({ item }: { item: Outgoing }) {
  const { thread } = useWords()
  const isOnline = useStanding(({ mark }) => mark !== 'offline' && mark !== 'connecting')
  const isNote = item.visibility === 'internal'
  const hasFailed = item.state === 'failed'
  return (
    <li className="mt-2 flex flex-col items-end">
      {isNote && <NoteLabel />}
      <div
        className={cx(
          'max-w-[85%] rounded-lg px-3 py-1.5 lg:max-w-[75%]',
          hasFailed ? 'border border-danger bg-danger-soft' : bubbleClass(isNote, true),
        )}
      >
        <MessageText text={item.content} />
      </div>
      {hasFailed ? (
        <FailedLine item={item} />
      ) : (
        <p className="mt-0.5 text-xs text-faint">{isOnline ? thread.sending : thread.waiting}</p>
      )}
    </li>
  )
}

function FailedLine({ item }: { item: Outgoing }) {
  const { thread } = useWords()
  const { clientMessageId } = item
  return (
    <div role="alert" className="mt-0.5 flex items-center gap-2 text-xs text-danger">
      <CircleAlert size={14} aria-hidden />
      <span>
        {thread.failed}
        {item.reason && `: ${item.reason}`}
      </span>
      <button
        type="button"
        className="font-medium underline"
        onClick={() => outbox.retry(clientMessageId)}
      >
        {thread.retry}
      </button>
      <button type="button" className="underline" onClick={() => outbox.discard(clientMessageId)}>
        {thread.discard}
      </button>
    </div>
  )
}
