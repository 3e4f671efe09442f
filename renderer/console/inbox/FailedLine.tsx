import { CircleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { isOurs } from '../../files/refused.ts'
import { useWords } from '../../words/useWords.ts'
import { putBack } from '../files/uploads.ts'
import { useMe } from '../shell/account.ts'
import { attempt } from '../shell/attempt.ts'
import { modeOf, type Outgoing } from '../sync/outgoing.ts'
import { isOutOfReach, outbox, takeBack } from '../sync/sending.ts'
import { useWorld } from '../sync/store.ts'
import { replyAfter } from './crossing.ts'
import { draftWith, showDraft } from './drafts.ts'
import { headOf } from './head.ts'

/** Why a message did not go out, and what can be done with it. */
export function FailedLine({ item }: { item: Outgoing }) {
  const { thread, crossed } = useWords()
  const { clientMessageId, conversationId, code } = item
  const isCrossed = code === 'reply_crossed'
  const why = useWhy(item)
  const retry = () =>
    outbox.retry(clientMessageId, isCrossed ? { seenSeq: headOf(conversationId) } : {})
  return (
    <div
      role="alert"
      className="mt-0.5 flex flex-wrap items-center justify-end gap-x-2 text-xs text-danger"
    >
      <CircleAlert size={14} aria-hidden />
      <span>{why ? `${thread.failed}: ${why}` : thread.failed}</span>
      <button type="button" className="font-medium underline" onClick={() => attempt(retry)}>
        {isCrossed ? crossed.sendAnyway : thread.retry}
      </button>
      <Edit item={item} />
      <Discard item={item} />
    </div>
  )
}

/** Takes a message back into the composer, where its files can come with it; elsewhere it says where they can. */
function Edit({ item }: { item: Outgoing }) {
  const { thread } = useWords()
  const outOfReach = useOutOfReach(item)
  if (outOfReach === null) return null
  if (outOfReach) return <span>{thread.editElsewhere}</span>
  return (
    <button type="button" className="underline" onClick={() => attempt(() => edit(item))}>
      {thread.edit}
    </button>
  )
}

/** Whether only another window has a file of the message; null until this is known. */
function useOutOfReach(item: Outgoing) {
  const [outOfReach, setOutOfReach] = useState<boolean | null>(null)
  // The queue is looked at again when the other window is gone: the message is another object then.
  useEffect(() => {
    let isOver = false
    const show = (next: boolean) => void (isOver || setOutOfReach(next))
    isOutOfReach(item).then(show, () => show(false))
    return () => {
      isOver = true
    }
  }, [item])
  return outOfReach
}

/** Takes out a message that was not handed over yet. */
export function Discard({ item: { clientMessageId } }: { item: Outgoing }) {
  const { thread } = useWords()
  return (
    <button
      type="button"
      className="underline"
      onClick={() => attempt(() => outbox.discard(clientMessageId))}
    >
      {thread.discard}
    </button>
  )
}

/** The server's reason, or who was quicker. */
function useWhy({ conversationId, seenSeq, code, reason }: Outgoing) {
  const { crossed, files } = useWords()
  const me = useMe()
  const messages = useWorld((world) => world.threads[conversationId]?.messages)
  if (isOurs(code)) return files[code](reason ?? '')
  if (code !== 'reply_crossed') return reason
  const reply = replyAfter(messages ?? [], seenSeq ?? 0, me.id)
  return reply ? crossed.meanwhile(reply.author.name) : crossed.meanwhileSomebody
}

/** Back into the composer, which is there for this conversation. */
async function edit(item: Outgoing) {
  const draft = draftWith(item.conversationId, item.content, modeOf(item))
  const files = await takeBack(item, draft)
  showDraft(item.conversationId, draft)
  putBack(item, files)
}
