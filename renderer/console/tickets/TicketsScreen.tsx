import { Ticket } from 'lucide-react'
import { Empty } from '../../ui/Empty.tsx'
import { useWords } from '../../words/useWords.ts'
import { Pane } from '../shell/Pane.tsx'
import type { TicketFilter } from '../shell/route.ts'
import { TicketList } from './TicketList.tsx'
import { TicketPage } from './TicketPage.tsx'

interface Props {
  filter: TicketFilter
  ticketId: string | null
}

/** The list of tickets, and the one that is open. */
export function TicketsScreen({ filter, ticketId }: Props) {
  const { tickets } = useWords()
  return (
    <>
      <Pane label={tickets.list} isList isHidden={ticketId !== null}>
        <TicketList filter={filter} openId={ticketId} />
      </Pane>
      {ticketId === null ? (
        <div className="flex-1 max-md:hidden">
          <Empty icon={Ticket} title={tickets.choose} hint={tickets.chooseHint} />
        </div>
      ) : (
        <TicketPage key={ticketId} id={ticketId} filter={filter} />
      )}
    </>
  )
}
