import type { Conversation } from '../../../server/contract/conversations.ts'
import { useWorld } from '../sync/store.ts'

/** The customer of a conversation by the newest name the console knows. */
export function useCustomerOf({ customer }: Conversation) {
  const known = useWorld((world) => world.customers[customer.id]?.value)
  return known ?? customer
}
