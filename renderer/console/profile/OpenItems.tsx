import { CalendarClock } from 'lucide-react'
import { useShallow } from 'zustand/react/shallow'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { Pill } from '../../ui/Pill.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useChats } from '../customers/useChats.ts'
import { useTickets } from '../customers/useTickets.ts'
import { Preview } from '../inbox/Preview.tsx'
import { toConversation, toTicket } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { loadScheduled, pendingOf } from '../sync/scheduled.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { StatusPill } from '../tickets/StatusPill.tsx'
import { SnoozeMark } from '../triage/SnoozeMark.tsx'
import { isToDo } from './open.ts'
import { PartFailed } from './PartFailed.tsx'

/** What is still to do for a customer: conversations, also those that sleep or have a reply that waits, and tickets. */
export function OpenItems({ customerId }: { customerId: string }) {
  const { open: words } = useWords().profile
  const chats = useChats(customerId)
  const tickets = useTickets(customerId)
  const openChats = chats.chats.filter(({ status }) => status === 'open')
  const openTickets = tickets.tickets.filter(isToDo)
  const isKnown = !chats.load.isLoading && !tickets.load.isLoading
  const isNothing = openChats.length + openTickets.length === 0
  return (
    <section aria-label={words.title} className="flex flex-col gap-1">
      <h3 className="font-semibold">{words.title}</h3>
      <PartFailed load={chats.load} />
      <PartFailed load={tickets.load} />
      {isKnown && isNothing && !chats.load.error && !tickets.load.error && (
        <p className="text-faint">{words.nothing}</p>
      )}
      <ul className="flex flex-col">
        {openChats.map((chat) => (
          <OpenChat key={chat.id} chat={chat} />
        ))}
        {openTickets.map((ticket) => (
          <OpenTicket key={ticket.id} ticket={ticket} />
        ))}
      </ul>
    </section>
  )
}

const LINE =
  '-mx-1.5 flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1 rounded-md px-1.5 py-0.5 hover:bg-sunken'

function OpenChat({ chat }: { chat: Conversation }) {
  const { brief } = useFormats()
  return (
    <li>
      <RouteLink to={toConversation(chat.id)} className={LINE}>
        <time dateTime={chat.lastActivityAt} className="shrink-0 text-faint tabular-nums">
          {brief(chat.lastActivityAt)}
        </time>
        <span className="flex min-w-24 flex-1">
          <Preview message={chat.lastMessage} isUnread={false} />
        </span>
        <SnoozeMark conversation={chat} />
        <ScheduledMark conversationId={chat.id} />
      </RouteLink>
    </li>
  )
}

/** That a reply waits for its time, and for which. */
function ScheduledMark({ conversationId }: { conversationId: string }) {
  const { open: words } = useWords().profile
  const { full } = useFormats()
  useLoad(`scheduled ${conversationId}`, () => loadScheduled(conversationId))
  const [next] = useWorld(useShallow((world) => pendingOf(world.scheduled, conversationId)))
  if (!next || next.isUndo) return null
  return (
    <Pill tone={next.state === 'held' ? 'warn' : 'info'}>
      <CalendarClock size={12} aria-hidden />
      {next.state === 'held' ? words.held : words.scheduled(full(next.dueAt))}
    </Pill>
  )
}

const OpenTicket = ({ ticket: { id, ticketNumber, subject, status } }: { ticket: Ticket }) => (
  <li>
    <RouteLink to={toTicket(id)} className={LINE}>
      <span className="shrink-0 text-faint tabular-nums">{ticketNumber}</span>
      <span className="min-w-24 flex-1 truncate">{subject}</span>
      <StatusPill status={status} />
    </RouteLink>
  </li>
)
