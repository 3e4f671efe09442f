import type { TicketPriority } from '../../../server/contract/tickets.ts'
import { Choice } from '../../ui/Choice.tsx'
import { useWords } from '../../words/useWords.ts'
import { PRIORITIES } from './marks.ts'
import { PriorityMark } from './PriorityMark.tsx'

interface Props {
  value: TicketPriority
  onChange: (priority: TicketPriority) => void
}

/** The priority of a ticket, with its label above. */
export function PriorityChoice({ value, onChange }: Props) {
  const { tickets } = useWords()
  return (
    <div className="flex flex-col gap-1">
      <span aria-hidden className="font-medium">
        {tickets.priority}
      </span>
      <Choice
        label={tickets.priority}
        value={value}
        onChange={onChange}
        options={PRIORITIES.map((one) => ({
          value: one,
          label: tickets.priorities[one],
          mark: <PriorityMark priority={one} />,
        }))}
      />
    </div>
  )
}
