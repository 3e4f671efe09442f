import type { Ticket } from '../../../server/contract/tickets.ts'
import { useWords } from '../../words/useWords.ts'
import { useTicketValues } from '../canned/values.ts'
import { Composer } from '../inbox/Composer.tsx'
import { hand } from '../inbox/drafts.ts'
import { attempt } from '../shell/attempt.ts'
import { send } from '../sync/sending.ts'

/** Where comments and notes on a ticket are written. */
export function TicketComposer({ ticket }: { ticket: Ticket }) {
  const { tickets: words, composer } = useWords()
  const { id, conversationId } = ticket
  const values = useTicketValues(ticket)
  return (
    <Composer
      id={conversationId}
      labels={{
        reply: words.comment,
        placeholder: words.commentPlaceholder,
        send: words.addComment,
        sendNote: composer.addNote,
      }}
      values={values}
      language={null}
      onSend={(content, mode) =>
        attempt(() =>
          hand(conversationId, () =>
            send({
              conversationId,
              ticketId: id,
              content,
              visibility: mode === 'note' ? 'internal' : 'public',
            }),
          ),
        )
      }
    />
  )
}
