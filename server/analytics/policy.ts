import type { Scope } from '../contract/analytics.ts'
import { atLeast } from '../contract/identity.ts'
import type { UserRow } from '../identity/index.ts'
import { problem } from '../problems.ts'

/**
 * What an account may ask about. Supervisors and admins see everybody; an agent sees what was theirs, and asking about
 * somebody else throws `forbidden`.
 */
export function mayAsk<T extends Pick<Scope, 'agentId'>>(
  { id, role }: Pick<UserRow, 'id' | 'role'>,
  scope: T,
): T {
  if (atLeast(role, 'supervisor')) return scope
  if (scope.agentId !== undefined && scope.agentId !== id) throw problem('forbidden')
  return { ...scope, agentId: id }
}
