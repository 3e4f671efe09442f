import { useRef } from 'react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { Button } from '../../ui/Button.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { useFoundMessage } from '../inbox/found-message.ts'
import { loadOlder } from '../inbox/load.ts'
import { NewMessage } from '../inbox/NewMessage.tsx'
import { Pending } from '../inbox/Pending.tsx'
import { ThreadItem } from '../inbox/ThreadItem.tsx'
import { threadItems } from '../inbox/thread-items.ts'
import { useThread } from '../inbox/useThread.ts'
import { Arriving } from '../shell/Arriving.tsx'

/** What is said about a ticket: comments, and notes that stay in the team. */
export function TicketComments({ ticket }: { ticket: Ticket }) {
  const { tickets: words, app } = useWords()
  const id = ticket.conversationId
  const { thread, load } = useThread(id)
  const ref = useRef<HTMLElement>(null)
  useFoundMessage(id, ref)
  return (
    <section ref={ref} aria-label={words.comments} className="flex flex-col gap-1">
      <h3 className="font-semibold">{words.comments}</h3>
      {load.error || !thread ? (
        <Arriving load={load} skeleton={<PageSkeleton label={app.loading} />} />
      ) : (
        <>
          {thread.older !== null && (
            <Button size="small" className="self-start" onClick={() => void loadOlder(id)}>
              {app.more}
            </Button>
          )}
          {thread.messages.length === 0 && <p className="text-faint">{words.noComments}</p>}
          <ol>
            {threadItems(thread.messages).map((item) => (
              <ThreadItem key={item.key} item={item} />
            ))}
          </ol>
          <NewMessage message={thread.messages.at(-1)} />
        </>
      )}
      <Pending conversationId={id} />
    </section>
  )
}
