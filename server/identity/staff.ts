import type { Tx } from '../db/transaction.ts'
import { append } from '../stream/index.ts'
import type { UserRow } from './queries.ts'
import { viewAgent } from './view.ts'

/** Tells every console of an account of the staff, as it is now. */
export const tellStaff = (tx: Tx, user: UserRow): void =>
  append(tx, {
    kind: 'agent.changed',
    refs: { agentId: user.id },
    body: { agent: viewAgent(user) },
  })
