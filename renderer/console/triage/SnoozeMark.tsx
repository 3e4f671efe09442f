import { AlarmClock, AlarmClockCheck } from 'lucide-react'
import { type Conversation, UNTIL_REPLY } from '../../../server/contract/conversations.ts'
import { Pill } from '../../ui/Pill.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'

/** Whether a conversation is snoozed, and until when, or has just come back from it. */
export function SnoozeMark({ conversation }: { conversation: Conversation }) {
  const { snooze: words } = useWords().triage
  const { full } = useFormats()
  const { snoozedUntil, returnedAt } = conversation
  if (snoozedUntil !== null)
    return (
      <Pill tone="info">
        <AlarmClock size={12} aria-hidden />
        {snoozedUntil === UNTIL_REPLY ? words.untilReply : full(snoozedUntil)}
      </Pill>
    )
  if (returnedAt === null) return null
  return (
    <Pill tone="warn">
      <AlarmClockCheck size={12} aria-hidden /> {words.returned}
    </Pill>
  )
}
