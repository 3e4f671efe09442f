import { create } from 'zustand'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { Task } from '../../../server/contract/tasks.ts'
import type { Ticket } from '../../../server/contract/tickets.ts'
import type { Origin } from './load.ts'

/** What is asked in the dialog of tasks: what is to be done for somebody, or what is to be changed. */
export type Asked =
  | { readonly does: 'add'; readonly origin: Origin; readonly customerName: string }
  | { readonly does: 'edit' | 'delete'; readonly task: Task }

export const useAsked = create<{ asked: Asked | null }>()(() => ({ asked: null }))

/** Opens the dialog of tasks. */
export const askForTask = (asked: Asked) => useAsked.setState({ asked })

/** Asks for a task that comes from a conversation. */
export const addTaskFrom = ({ id, customer }: Conversation) =>
  askForTask({
    does: 'add',
    origin: { customerId: customer.id, conversationId: id },
    customerName: customer.name,
  })

/** Asks for a task that comes from a ticket. */
export const addTaskOf = ({ id, customerId, customer }: Ticket) =>
  askForTask({
    does: 'add',
    origin: { customerId, ticketId: id },
    customerName: customer.name,
  })

export const closeTaskDialog = () => useAsked.setState({ asked: null })
