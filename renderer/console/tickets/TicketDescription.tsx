import type { Ticket } from '../../../server/contract/tickets.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { MessageText } from '../inbox/MessageText.tsx'
import { EditableText } from './EditableText.tsx'
import { Folded } from './Folded.tsx'
import { localStamps } from './local-stamps.ts'
import { updateTicket } from './load.ts'

const LONG = 600

export function TicketDescription({ ticket }: { ticket: Ticket }) {
  const { tickets: words } = useWords()
  const { full } = useFormats()
  const { description } = ticket
  return (
    <section aria-label={words.description} className="flex flex-col gap-1">
      <h3 className="font-semibold">{words.description}</h3>
      <EditableText
        label={words.editDescription}
        value={description}
        limits={{ min: 10, max: 20_000 }}
        isLong
        onSave={(text) => updateTicket(ticket.id, { description: text })}
      >
        <Folded isLong={description.length > LONG}>
          <MessageText text={localStamps(description, full)} />
        </Folded>
      </EditableText>
    </section>
  )
}
