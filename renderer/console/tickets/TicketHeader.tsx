import { ArrowLeft, ListPlus, Printer } from 'lucide-react'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useWords } from '../../words/useWords.ts'
import { navigate } from '../shell/navigation.ts'
import type { Route } from '../shell/route.ts'
import { addTaskOf } from '../tasks/dialog.ts'
import { EditableText } from './EditableText.tsx'
import { updateTicket } from './load.ts'
import { StatusMoves } from './StatusMoves.tsx'
import { StatusPill } from './StatusPill.tsx'

/** A ticket's number and subject, and the next step of its workflow. */
export function TicketHeader({ ticket, back }: { ticket: Ticket; back: Route }) {
  const { app, tasks, tickets: words } = useWords()
  return (
    <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-3 py-2">
      <IconButton
        icon={ArrowLeft}
        label={app.back}
        className="md:hidden"
        onClick={() => navigate(back)}
      />
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex items-center gap-2 text-xs text-faint">
          <span className="tabular-nums">{ticket.ticketNumber}</span>
          <StatusPill status={ticket.status} />
        </p>
        <EditableText
          label={words.editSubject}
          value={ticket.subject}
          limits={{ min: 5, max: 200 }}
          onSave={(subject) => updateTicket(ticket.id, { subject })}
        >
          <h2 className="truncate text-base font-semibold">{ticket.subject}</h2>
        </EditableText>
      </div>
      <IconButton icon={ListPlus} label={tasks.add} onClick={() => addTaskOf(ticket)} />
      <IconButton icon={Printer} label={words.print} onClick={() => print()} />
      <StatusMoves ticket={ticket} />
    </header>
  )
}
