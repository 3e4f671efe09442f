import type { TicketStatus } from '../../../server/contract/tickets.ts'
import { Pill } from '../../ui/Pill.tsx'
import { useWords } from '../../words/useWords.ts'
import { statusTone } from './marks.ts'

export function StatusPill({ status }: { status: TicketStatus }) {
  const { tickets } = useWords()
  return <Pill tone={statusTone[status]}>{tickets.statuses[status]}</Pill>
}
