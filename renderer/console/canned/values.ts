import { useMemo } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { CustomerRef } from '../../../server/contract/customers.ts'
import type { Ticket } from '../../../server/contract/tickets.ts'
import { firstNameOf, type Values } from '../../text/placeholders.ts'
import { useMe } from '../shell/account.ts'
import { useWorld } from '../sync/store.ts'

interface Subject {
  customer: CustomerRef
  conversationId: string
  ticketNumber: string | undefined
}

function useValues({ customer, conversationId, ticketNumber }: Subject): Values {
  const me = useMe()
  const known = useWorld((world) => world.customers[customer.id]?.value)
  const { name, email } = known ?? customer
  const { phone, company } = known ?? {}
  return useMemo(
    () => ({
      'customer.name': name,
      'customer.firstName': firstNameOf(name),
      'customer.email': email,
      'customer.phone': phone,
      'customer.company': company,
      'agent.name': me.name,
      'agent.firstName': firstNameOf(me.name),
      'conversation.id': conversationId,
      'ticket.number': ticketNumber,
    }),
    [name, email, phone, company, me.name, conversationId, ticketNumber],
  )
}

/** What placeholders stand for in a conversation. */
export function useConversationValues({ id, customer, visitorName, ticketId }: Conversation) {
  const ticketNumber = useWorld((world) =>
    ticketId === null ? undefined : world.tickets[ticketId]?.value?.ticketNumber,
  )
  const named = useMemo(
    () => ({ ...customer, name: customer.name || visitorName }),
    [customer, visitorName],
  )
  return useValues({ customer: named, conversationId: id, ticketNumber })
}

/** What placeholders stand for in a ticket. */
export const useTicketValues = ({ customer, conversationId, ticketNumber }: Ticket) =>
  useValues({ customer, conversationId, ticketNumber })
