import { Choice } from '../../ui/Choice.tsx'
import { useWords } from '../../words/useWords.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import { navigate } from '../shell/navigation.ts'
import { type TicketFilter, toTicket } from '../shell/route.ts'
import { PRIORITIES, STATUSES } from './marks.ts'
import { PriorityMark } from './PriorityMark.tsx'

const ANY = ''

interface Props {
  filter: TicketFilter
  /** The ticket that is open, and stays so. */
  openId: string | null
}

/** Narrows the list; the choice is part of the address. */
export function TicketFilters({ filter, openId }: Props) {
  const { tickets: words } = useWords()
  const agents = useAgentOptions()
  function choose(name: keyof TicketFilter, value: string) {
    const { [name]: _, ...rest } = filter
    const chosen = value === ANY ? rest : { ...rest, [name]: value }
    navigate(toTicket(openId, chosen), { replace: true })
  }
  const statuses = STATUSES.map((value) => ({ value, label: words.statuses[value] }))
  const priorities = PRIORITIES.map((value) => ({
    value,
    label: words.priorities[value],
    mark: <PriorityMark priority={value} />,
  }))
  return (
    <div role="group" aria-label={words.filters} className="grid grid-cols-2 gap-1.5">
      <Choice<string>
        label={words.status}
        value={filter.status ?? ANY}
        options={[{ value: ANY, label: words.anyStatus }, ...statuses]}
        onChange={(value) => choose('status', value)}
      />
      <Choice<string>
        label={words.priority}
        value={filter.priority ?? ANY}
        options={[{ value: ANY, label: words.anyPriority }, ...priorities]}
        onChange={(value) => choose('priority', value)}
      />
      <Choice<string>
        label={words.assignee}
        value={filter.assignedTo ?? ANY}
        options={[{ value: ANY, label: words.anyAssignee }, ...agents]}
        onChange={(value) => choose('assignedTo', value)}
        className="col-span-2"
      />
    </div>
  )
}
