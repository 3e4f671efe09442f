import type { Ticket } from '../../../server/contract/tickets.ts'
import { useWords } from '../../words/useWords.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import { attempt } from '../shell/attempt.ts'
import type { Command } from '../shell/commands/command.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { navigate } from '../shell/navigation.ts'
import { type Route, toConversation, toCustomer } from '../shell/route.ts'
import { addTaskOf } from '../tasks/dialog.ts'
import { updateTicket } from './load.ts'
import { movesFrom, moveWord, PRIORITIES } from './marks.ts'

/** What can be done with the ticket that is open, for the palette. */
export function useTicketCommands(ticket: Ticket) {
  const { commands, tasks, tickets: words } = useWords()
  const agents = useAgentOptions().filter(({ value }) => value !== ticket.assignedTo)
  const { id, chatSessionId } = ticket
  const command = (name: string, label: string, run: () => void): Command => ({
    id: `ticket.${name}`,
    label,
    group: 'ticket',
    run,
  })
  const update = (name: string, label: string, body: Parameters<typeof updateTicket>[1]) =>
    command(name, label, () => attempt(() => updateTicket(id, body)))
  const open = (name: string, label: string, to: Route) => command(name, label, () => navigate(to))
  useCommands([
    ...movesFrom(ticket.status).map((to) =>
      update(to, commands.ticket.move(moveWord(ticket.status, to, words)), { status: to }),
    ),
    ...PRIORITIES.filter((priority) => priority !== ticket.priority).map((priority) =>
      update(priority, commands.ticket.priority(words.priorities[priority]), { priority }),
    ),
    command('task', tasks.add, () => addTaskOf(ticket)),
    command('print', words.print, () => print()),
    open('customer', commands.ticket.openCustomer, toCustomer(ticket.customerId)),
    ...(chatSessionId
      ? [open('conversation', commands.ticket.openConversation, toConversation(chatSessionId))]
      : []),
    ...(ticket.assignedTo
      ? [update('unassign', commands.ticket.unassign, { assignedTo: null })]
      : []),
    ...agents.map(({ value, label }) =>
      update(`assign ${value}`, commands.ticket.assign(label), { assignedTo: value }),
    ),
  ])
}
