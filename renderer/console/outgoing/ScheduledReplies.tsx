import { useShallow } from 'zustand/react/shallow'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { useWords } from '../../words/useWords.ts'
import { painted } from '../host/painted.ts'
import { loadScheduled, pendingOf } from '../sync/scheduled.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { ScheduledReply } from './ScheduledReply.tsx'
import { UndoReply } from './UndoReply.tsx'

/** What will be sent in this conversation, under everything that was. */
export function ScheduledReplies({ conversation }: { conversation: Conversation }) {
  const { outgoing } = useWords()
  const { id, visitor } = conversation
  useLoad(`scheduled ${id}`, async () => {
    await painted()
    await loadScheduled(id)
  })
  const replies = useWorld(useShallow((world) => pendingOf(world.scheduled, id)))
  if (replies.length === 0) return null
  return (
    <ul aria-label={outgoing.list}>
      {replies.map((reply) => (
        <li key={reply.id} className="mt-2 flex flex-col items-end">
          {reply.isUndo && reply.state === 'waiting' ? (
            <UndoReply reply={reply} />
          ) : (
            <ScheduledReply reply={reply} zone={visitor?.zone ?? null} />
          )}
        </li>
      ))}
    </ul>
  )
}
