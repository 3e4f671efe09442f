import { MessagesSquare } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { loadOlder } from '../inbox/load.ts'
import { ThreadItem } from '../inbox/ThreadItem.tsx'
import { threadItems } from '../inbox/thread-items.ts'
import { useThread } from '../inbox/useThread.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { toConversation } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'

/** The chat a ticket came from; what is said in it once an agent has opened it again appears at once. */
export function TicketTranscript({ conversationId }: { conversationId: string }) {
  const { tickets: words } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <section aria-label={words.transcript} className="rounded-lg border border-line">
      <div className="flex items-center gap-2 p-2">
        <Button look="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <MessagesSquare size={14} aria-hidden /> {words.transcript}
        </Button>
        <RouteLink
          to={toConversation(conversationId)}
          className="ml-auto pr-2 text-accent-text hover:underline"
        >
          {words.openChat}
        </RouteLink>
      </div>
      {isOpen && <Messages conversationId={conversationId} />}
    </section>
  )
}

function Messages({ conversationId }: { conversationId: string }) {
  const { app, thread: words } = useWords()
  const { thread, load } = useThread(conversationId)
  if (!thread) return <Arriving load={load} skeleton={<PageSkeleton label={app.loading} />} />
  return (
    <div className="border-t border-line px-4 pb-4">
      {thread.older !== null && (
        <Button size="small" look="quiet" onClick={() => void loadOlder(conversationId)}>
          {app.more}
        </Button>
      )}
      {thread.messages.length === 0 && <p className="pt-4 text-faint">{words.empty}</p>}
      <ol>
        {threadItems(thread.messages).map((item) => (
          <ThreadItem key={item.key} item={item} />
        ))}
      </ol>
    </div>
  )
}
