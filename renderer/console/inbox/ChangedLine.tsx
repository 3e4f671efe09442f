import type { Message } from '../../../server/contract/conversations.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'

/** That a message was edited or taken back since it was written, and when. */
export function ChangedLine({ message }: { message: Message }) {
  const { crisp } = useWords()
  const { full } = useFormats()
  const { removedAt, editedAt } = message
  const at = removedAt ?? editedAt
  if (at === undefined) return null
  return (
    <p className="mt-0.5 text-xs text-faint italic">
      <time dateTime={at} title={full(at)}>
        {removedAt === undefined ? crisp.message.edited : crisp.message.removed}
      </time>
    </p>
  )
}
