import { ArrowLeft, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Customer } from '../../../server/contract/customers.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { navigate } from '../shell/navigation.ts'
import type { Route } from '../shell/route.ts'
import { askForDeal } from '../deals/dialog.ts'
import { askForTask } from '../tasks/dialog.ts'
import { CreateTicket } from '../tickets/CreateTicket.tsx'
import { PersonMenu } from '../people/PersonMenu.tsx'
import { DeleteCustomer } from './DeleteCustomer.tsx'

/** A customer's name, and what can be done with them. */
export function CustomerHeader({ customer, back }: { customer: Customer; back: Route }) {
  const { customers: words, app } = useWords()
  const isAdmin = useMe().role === 'admin'
  const [isCreating, setCreating] = useState(false)
  const [isDeleting, setDeleting] = useState(false)
  const create = () => setCreating(true)
  const remove = () => setDeleting(true)
  useDeeds(customer, { create, remove })
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-3">
      <IconButton
        icon={ArrowLeft}
        label={app.back}
        className="md:hidden"
        onClick={() => navigate(back)}
      />
      <h2 className="min-w-0 flex-1 truncate text-base font-semibold">
        <bdi>{customer.name}</bdi>
      </h2>
      <Button onClick={create}>
        <Plus size={14} aria-hidden /> {words.newTicket}
      </Button>
      <PersonMenu customer={customer} />
      {isAdmin && <IconButton icon={Trash2} label={words.delete} onClick={remove} />}
      <CreateTicket customer={customer} open={isCreating} onOpenChange={setCreating} />
      <DeleteCustomer customer={customer} open={isDeleting} onOpenChange={setDeleting} />
    </header>
  )
}

/** What can be done with a customer, for the palette. */
function useDeeds(customer: Customer, { create, remove }: Record<'create' | 'remove', () => void>) {
  const { commands, deals, tasks } = useWords()
  const isAdmin = useMe().role === 'admin'
  const { id, name } = customer
  const addTask = () => askForTask({ does: 'add', origin: { customerId: id }, customerName: name })
  const addDeal = () => askForDeal({ does: 'add', customer: { id, name } })
  const { createTicket, delete: deleteIt } = commands.customer
  useCommands([
    { id: 'customer.ticket', label: createTicket, group: 'customer', run: create },
    { id: 'customer.task', label: tasks.addCommand, group: 'customer', run: addTask },
    { id: 'customer.deal', label: deals.addForCustomer, group: 'customer', run: addDeal },
    { id: 'customer.delete', label: deleteIt, group: 'customer', isEnabled: isAdmin, run: remove },
  ])
}
