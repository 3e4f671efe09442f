import { CalendarClock, CircleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ScheduledMessage } from '../../../server/contract/scheduled.ts'
import { cx } from '../../ui/cx.ts'
import { sayDone, sayUndoable } from '../../ui/toast.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { attempt } from '../shell/attempt.ts'
import { cancelScheduled, reschedule, sendNow } from '../sync/scheduled.ts'
import { HeldBubble, LineButton } from './HeldBubble.tsx'
import { ScheduleDialog } from './ScheduleDialog.tsx'
import { intoComposer } from './take-back.ts'

interface Props {
  reply: ScheduledMessage
  /** The customer's time zone, where it is known. */
  zone: string | null
}

/** A reply that waits for its time, or that was held back when it came; every agent can decide about it. */
export function ScheduledReply({ reply, zone }: Props) {
  const { outgoing } = useWords()
  const cancel = useCancel(reply)
  const [isEditing, setEditing] = useState(false)
  const { id, content, dueAt, stopsOnReply, attachments } = reply
  // Without text there is nothing to change but the time.
  const text = attachments && content === '' ? {} : { content }
  return (
    <>
      <HeldBubble reply={reply} />
      <Standing reply={reply} zone={zone} />
      <div className="flex flex-wrap justify-end gap-x-2 text-xs text-soft">
        <LineButton label={outgoing.edit} onClick={() => setEditing(true)} />
        <LineButton label={outgoing.now} onClick={() => attempt(() => sendNow(id))} />
        <LineButton label={outgoing.cancel} onClick={cancel} />
      </div>
      {isEditing && (
        <ScheduleDialog
          title={outgoing.editTitle}
          submit={outgoing.save}
          zone={zone}
          before={{ at: dueAt, stopsOnReply, ...text }}
          onClose={() => setEditing(false)}
          onSubmit={(changes) => reschedule(id, changes)}
        />
      )}
    </>
  )
}

/** Cancels it at once; what was written is still to be had, by whoever may send its files. */
function useCancel(reply: ScheduledMessage) {
  const { outgoing } = useWords()
  const me = useMe()
  const canKeep = reply.author.id === me.id || !reply.attachments
  return () =>
    attempt(async () => {
      await cancelScheduled(reply)
      if (canKeep) sayUndoable(outgoing.cancelled, outgoing.keepText, () => intoComposer(reply))
      else sayDone(outgoing.cancelled)
    })
}

/** When it goes out and who wrote it, or why it did not. */
function Standing({ reply, zone }: Props) {
  const { outgoing } = useWords()
  const { soon, clockIn } = useFormats()
  const { author, dueAt, heldBecause, stopsOnReply } = reply
  const isHeld = heldBecause !== null
  const Icon = isHeld ? CircleAlert : CalendarClock
  const theirs = zone === null ? null : clockIn(zone, Date.parse(dueAt))
  return (
    <p
      role={isHeld ? 'alert' : undefined}
      className={cx(
        'mt-0.5 flex flex-wrap items-center justify-end gap-x-1.5 text-xs',
        isHeld ? 'text-danger' : 'text-faint',
      )}
    >
      <Icon size={12} aria-hidden />
      {isHeld ? outgoing.held[heldBecause] : outgoing.waits(author.name, soon(dueAt))}
      {!isHeld && theirs && <span>· {outgoing.theirTime(theirs)}</span>}
      {!isHeld && stopsOnReply && <span>· {outgoing.stopsShort}</span>}
    </p>
  )
}
