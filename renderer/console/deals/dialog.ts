import { create } from 'zustand'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { CustomerRef } from '../../../server/contract/customers.ts'

/** What is asked in the dialogs of deals: what may be sold and to whom, or what is known of a deal. */
export type Asked =
  | {
      readonly does: 'add'
      /** Asked first where it is not known. */
      readonly customer?: Pick<CustomerRef, 'id' | 'name'>
      readonly conversationId?: string
    }
  | { readonly does: 'open'; readonly dealId: string }

export const useAsked = create<{ asked: Asked | null }>()(() => ({ asked: null }))

/** Opens the dialog of deals. */
export const askForDeal = (asked: Asked) => useAsked.setState({ asked })

/** Asks for a deal that comes from a conversation. */
export const addDealFrom = ({ id, customer }: Conversation) =>
  askForDeal({ does: 'add', customer, conversationId: id })

export const closeDealDialog = () => useAsked.setState({ asked: null })
