import type { Conversation } from '../../../server/contract/conversations.ts'
import { Pill } from '../../ui/Pill.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { Preview } from '../inbox/Preview.tsx'
import { toConversation } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { PartFailed } from '../profile/PartFailed.tsx'
import { useChats } from './useChats.ts'

/** A customer's newest conversations. */
export function CustomerChats({ customerId }: { customerId: string }) {
  const { customers: words } = useWords()
  const { chats, load } = useChats(customerId)
  return (
    <section aria-label={words.conversations} className="flex flex-col gap-1">
      <h3 className="font-semibold">{words.conversations}</h3>
      <PartFailed load={load} />
      {chats.length === 0 && !load.isLoading && !load.error && (
        <p className="text-faint">{words.noConversations}</p>
      )}
      <ul className="flex flex-col">
        {chats.map((conversation) => (
          <Chat key={conversation.id} conversation={conversation} />
        ))}
      </ul>
    </section>
  )
}

function Chat({ conversation }: { conversation: Conversation }) {
  const { customers: words } = useWords()
  const { brief } = useFormats()
  const isOpen = conversation.status === 'open'
  return (
    <li>
      <RouteLink
        to={toConversation(conversation.id, isOpen ? 'all' : 'closed')}
        className="-mx-1.5 flex min-h-7 items-center gap-2 rounded-md px-1.5 hover:bg-sunken"
      >
        <time dateTime={conversation.lastActivityAt} className="shrink-0 text-faint tabular-nums">
          {brief(conversation.lastActivityAt)}
        </time>
        <span className="flex min-w-0 flex-1">
          <Preview message={conversation.lastMessage} isUnread={false} />
        </span>
        <Pill tone={isOpen ? 'info' : 'plain'}>{isOpen ? words.chatOpen : words.chatClosed}</Pill>
      </RouteLink>
    </li>
  )
}
