import type { Ticket } from '../../../server/contract/tickets.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { updateTicket } from './load.ts'
import { movesFrom, moveWord } from './marks.ts'

/** The steps the workflow allows from here, the usual one first. */
export function StatusMoves({ ticket }: { ticket: Ticket }) {
  const { tickets: words } = useWords()
  return (
    <div role="group" aria-label={words.status} className="flex gap-1.5">
      {movesFrom(ticket.status).map((to, index) => (
        <Button
          key={to}
          look={index === 0 && ticket.status !== 'closed' ? 'primary' : 'secondary'}
          onClick={() => attempt(() => updateTicket(ticket.id, { status: to }))}
        >
          {moveWord(ticket.status, to, words)}
        </Button>
      ))}
    </div>
  )
}
