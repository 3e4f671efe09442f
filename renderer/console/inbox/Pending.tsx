import { useShallow } from 'zustand/react/shallow'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import { WaitingFiles } from '../files/WaitingFiles.tsx'
import type { Outgoing } from '../sync/outgoing.ts'
import { pendingOf } from '../sync/scheduled.ts'
import { useOutgoing } from '../sync/sending.ts'
import { useStanding, useWorld } from '../sync/store.ts'
import { Discard, FailedLine } from './FailedLine.tsx'
import { MessageText } from './MessageText.tsx'
import { bubbleClass, NoteLabel } from './ThreadMessage.tsx'
import { useSecondsLeft } from './useSecondsLeft.ts'

/** What of this conversation is on its way and not yet in its thread. */
function usePending(conversationId: string) {
  const items = useOutgoing(
    useShallow((state) => state.items.filter((one) => one.conversationId === conversationId)),
  )
  const thread = useWorld((world) => world.threads[conversationId])
  const scheduled = useWorld((world) => world.scheduled)
  if (items.length === 0) return items
  const stored = new Set(thread?.messages.map(({ clientMessageId }) => clientMessageId))
  for (const { clientMessageId } of pendingOf(scheduled, conversationId))
    stored.add(clientMessageId)
  return items.filter(({ clientMessageId }) => !stored.has(clientMessageId))
}

/** What is on its way in this conversation, under everything that is stored. */
export function Pending({ conversationId }: { conversationId: string }) {
  const { thread } = useWords()
  const items = usePending(conversationId)
  return (
    <ul aria-label={thread.pending}>
      {items.map((item) => (
        <PendingMessage key={item.clientMessageId} item={item} />
      ))}
    </ul>
  )
}

function PendingMessage({ item }: { item: Outgoing }) {
  const isNote = item.visibility === 'internal'
  const hasFailed = item.state === 'failed'
  return (
    <li className="mt-2 flex flex-col items-end">
      {isNote && <NoteLabel />}
      {item.content !== '' && (
        <div
          className={cx(
            'max-w-[85%] rounded-lg px-3 py-1.5 lg:max-w-[75%]',
            hasFailed ? 'border border-danger bg-danger-soft' : bubbleClass(isNote, true),
          )}
        >
          <MessageText text={item.content} isOurs mentions={item.mentions} />
        </div>
      )}
      {item.attachments && <WaitingFiles files={item.attachments} />}
      {hasFailed ? (
        <FailedLine item={item} />
      ) : (
        <p className="mt-0.5 flex flex-wrap justify-end gap-x-2 text-xs text-faint">
          <Standing item={item} />
          {item.attachments?.some(({ id }) => id === null) && <Discard item={item} />}
        </p>
      )}
    </li>
  )
}

/** Why it is not sent yet. */
function Standing({ item: { triesAgainAt } }: { item: Outgoing }) {
  const { thread } = useWords()
  const isOnline = useStanding(({ mark }) => mark !== 'offline' && mark !== 'connecting')
  const seconds = useSecondsLeft(triesAgainAt)
  if (!isOnline) return thread.waiting
  return seconds > 0 ? thread.triesAgain(seconds) : thread.sending
}
