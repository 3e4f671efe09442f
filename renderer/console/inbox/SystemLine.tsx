import type { Message } from '../../../server/contract/conversations.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { toConversation } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { otherIn, systemText } from './system-text.ts'

/** What happened to the conversation, between what was said in it. */
export function SystemLine({ message }: { message: Message }) {
  const { lines, linking } = useWords()
  const { clock, full } = useFormats()
  const other = otherIn(message)
  return (
    <li className="py-1.5 text-center text-xs text-faint">
      {systemText(message, lines, full)}{' '}
      {other !== undefined && (
        <RouteLink to={toConversation(other, 'all')} className="underline">
          {linking.open}
        </RouteLink>
      )}{' '}
      · <time dateTime={message.sentAt}>{clock(message.sentAt)}</time>
    </li>
  )
}
