import { TicketX } from 'lucide-react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { Empty } from '../../ui/Empty.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { useLeaveCommand } from '../shell/commands/useListCommands.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { Pane } from '../shell/Pane.tsx'
import { PaneState } from '../shell/PaneState.tsx'
import { type TicketFilter, toTicket } from '../shell/route.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { loadTicket } from './load.ts'
import { TicketComments } from './TicketComments.tsx'
import { TicketComposer } from './TicketComposer.tsx'
import { TicketDescription } from './TicketDescription.tsx'
import { TicketFields } from './TicketFields.tsx'
import { TicketHeader } from './TicketHeader.tsx'
import { TicketTranscript } from './TicketTranscript.tsx'
import { useTicketCommands } from './useTicketCommands.ts'

/** One ticket: what it is about, where it stands, and what is said about it. */
export function TicketPage({ id, filter }: { id: string; filter: TicketFilter }) {
  const { tickets: words, app } = useWords()
  const ticket = useWorld((world) => world.tickets[id]?.value)
  const load = useLoad(ticket ? null : id, () => loadTicket(id))
  const back = toTicket(null, filter)
  useLeaveCommand(back)
  const gone = <Empty icon={TicketX} title={words.gone} />
  return (
    <Pane label={ticket?.ticketNumber ?? words.title}>
      {ticket ? (
        <Page ticket={ticket} back={back} />
      ) : (
        <PaneState back={back}>
          <Arriving load={load} gone={gone} skeleton={<PageSkeleton label={app.loading} />} />
        </PaneState>
      )}
    </Pane>
  )
}

function Page({ ticket, back }: { ticket: Ticket; back: ReturnType<typeof toTicket> }) {
  useTicketCommands(ticket)
  return (
    <>
      <TicketHeader ticket={ticket} back={back} />
      <div className="flex min-h-0 flex-1 max-xl:flex-col max-xl:overflow-y-auto">
        <div className="border-line max-xl:border-b xl:order-last xl:w-72 xl:overflow-y-auto xl:border-l">
          <TicketFields ticket={ticket} />
        </div>
        <div className="flex min-h-0 min-w-0 flex-1 flex-col max-xl:min-h-fit">
          <div className="flex flex-1 flex-col gap-5 p-4 xl:overflow-y-auto">
            <TicketDescription ticket={ticket} />
            {ticket.chatSessionId && <TicketTranscript conversationId={ticket.chatSessionId} />}
            <TicketComments ticket={ticket} />
          </div>
          <div className="bg-surface pt-2 max-xl:sticky max-xl:bottom-0 print:hidden">
            <TicketComposer ticket={ticket} />
          </div>
        </div>
      </div>
    </>
  )
}
