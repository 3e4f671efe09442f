import type { Message } from '../../../server/contract/conversations.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { systemText } from './system-text.ts'

/** What happened to the conversation, between what was said in it. */
export function SystemLine({ message }: { message: Message }) {
  const { lines } = useWords()
  const { clock, full } = useFormats()
  return (
    <li className="py-1.5 text-center text-xs text-faint">
      {systemText(message, lines, full)} ·{' '}
      <time dateTime={message.sentAt}>{clock(message.sentAt)}</time>
    </li>
  )
}
