import type { ScheduledMessage } from '../../../server/contract/scheduled.ts'
import { saidIn } from '../../files/looks.ts'
import { MessageText } from '../inbox/MessageText.tsx'

/** A reply that is not sent yet: its edge says that it may still change. */
export const HeldBubble = ({ reply }: { reply: ScheduledMessage }) => (
  <div className="max-w-[85%] rounded-lg border border-dashed border-edge bg-surface px-3 py-1.5 lg:max-w-[75%]">
    <MessageText text={saidIn(reply)} />
  </div>
)

/** Something that can be done with it. */
export const LineButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <button type="button" className="font-medium underline" onClick={onClick}>
    {label}
  </button>
)
