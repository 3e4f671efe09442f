import type { Conversation } from '../../../server/contract/conversations.ts'
import { useWords } from '../../words/useWords.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import type { Command } from '../shell/commands/command.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { navigate } from '../shell/navigation.ts'
import { toCustomer, toTicket } from '../shell/route.ts'
import { addDealFrom } from '../deals/dialog.ts'
import { addTaskFrom } from '../tasks/dialog.ts'
import { act } from '../triage/acts.ts'
import { togglePanel } from './panel.ts'

interface Options {
  onConvert: () => void
  onTransfer: () => void
}

/** What the header of a conversation can do, for the palette and the keys. */
export function useConversationCommands(conversation: Conversation, options: Options) {
  const { commands, deals, tasks } = useWords()
  const { conversation: words } = commands
  const { id, status, ticketId, customer, continuesIn } = conversation
  const isOpen = status === 'open'
  const command = (name: string, run: () => void, more: Partial<Command> = {}): Command => ({
    id: `conversation.${name}`,
    label: '',
    group: 'conversation',
    run,
    ...more,
  })
  useCommands([
    isOpen
      ? command('close', () => act([id], { kind: 'close' }), { label: words.close, keys: ['e'] })
      : command('reopen', () => act([id], { kind: 'reopen' }), {
          label: words.reopen,
          keys: ['e'],
          isEnabled: continuesIn === null,
        }),
    command('transfer', options.onTransfer, { label: words.transfer, isEnabled: isOpen }),
    ticketId === null
      ? command('convert', options.onConvert, { label: words.convert })
      : command('openTicket', () => navigate(toTicket(ticketId)), { label: words.openTicket }),
    command('task', () => addTaskFrom(conversation), { label: tasks.add }),
    command('deal', () => addDealFrom(conversation), { label: deals.addForCustomer }),
    command('panel', togglePanel, { label: words.panel, keys: ['i'] }),
    command('customer', () => navigate(toCustomer(customer.id)), { label: words.openCustomer }),
  ])
  useAssignCommands(conversation)
}

function useAssignCommands({ id, status, assignee }: Conversation) {
  const { conversation: words } = useWords().commands
  const agents = useAgentOptions().filter(({ value }) => value !== assignee?.id)
  const give = (agentId: string | null, label: string): Command => ({
    id: `conversation.assign ${agentId}`,
    label,
    group: 'conversation',
    isEnabled: status === 'open',
    run: () => act([id], { kind: 'assign', agentId }),
  })
  useCommands([
    ...(assignee ? [give(null, words.toQueue)] : []),
    ...agents.map(({ value, label }) => give(value, words.assign(label))),
  ])
}
