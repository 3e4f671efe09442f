import type { Conversation } from '../../../server/contract/conversations.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { Preview } from '../inbox/Preview.tsx'
import { toConversation } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { useChatsHere } from './useChats.ts'

const MOST = 5

/** A customer's newest conversations that are over; those that are open stand above. */
export function CustomerChats({ customerId }: { customerId: string }) {
  const { open: words } = useWords().profile
  // What is open stands above, and has asked for all of them.
  const chats = useChatsHere(customerId)
    .filter(({ status }) => status !== 'open')
    .slice(0, MOST)
  if (chats.length === 0) return null
  return (
    <section aria-label={words.chats} className="flex flex-col gap-1">
      <h3 className="font-semibold">{words.chats}</h3>
      <ul className="flex flex-col">
        {chats.map((conversation) => (
          <Chat key={conversation.id} conversation={conversation} />
        ))}
      </ul>
    </section>
  )
}

function Chat({ conversation }: { conversation: Conversation }) {
  const { brief } = useFormats()
  return (
    <li>
      <RouteLink
        to={toConversation(conversation.id, 'closed')}
        className="-mx-1.5 flex min-h-7 items-center gap-2 rounded-md px-1.5 hover:bg-sunken"
      >
        <time dateTime={conversation.lastActivityAt} className="shrink-0 text-faint tabular-nums">
          {brief(conversation.lastActivityAt)}
        </time>
        <span className="flex min-w-0 flex-1">
          <Preview message={conversation.lastMessage} isUnread={false} />
        </span>
      </RouteLink>
    </li>
  )
}
