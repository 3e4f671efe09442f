import type { Role } from '../contract/identity.ts'
import { problem } from '../problems.ts'

/** The role a new account gets; throws `unauthorized` or `forbidden` when the asker may not create it. */
export function mayRegister(ask: {
  isFirst: boolean
  customerRegistration: boolean
  by: Role | null
  wanted: Role | undefined
}): Role {
  if (ask.isFirst) return 'admin'
  if (ask.by === 'admin') return ask.wanted ?? 'agent'
  if (ask.wanted === 'customer' && ask.customerRegistration) return 'customer'
  throw problem(ask.by === null ? 'unauthorized' : 'forbidden')
}
