import type { Conversation } from '../../../server/contract/conversations.ts'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { useTyping } from '../sync/typing.ts'

/** Says that somebody types. Its line is always there, so that nothing jumps. */
export function TypingLine({ conversation }: { conversation: Conversation }) {
  const { thread } = useWords()
  const me = useMe()
  const typing = useTyping((all) =>
    all[conversation.id]?.find(({ who, id }) => who === 'customer' || id !== me.id),
  )
  const text = !typing
    ? ''
    : typing.who === 'customer'
      ? thread.typing(typing.name || conversation.customer.name)
      : thread.agentTyping(typing.name)
  return (
    <p role="status" className="h-6 pt-1 text-xs text-faint italic">
      {text}
    </p>
  )
}
