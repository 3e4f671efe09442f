import type { Role } from '../../../server/contract/identity.ts'
import { call } from '../sync/api.ts'

/** What an account of the team may be, weakest first. */
export const TEAM_ROLES = ['agent', 'supervisor', 'admin'] as const satisfies readonly Role[]
export type TeamRole = (typeof TEAM_ROLES)[number]

export interface NewAccount {
  name: string
  email: string
  password: string
  role: TeamRole
}

/** Makes an account for somebody else: the session in the answer is theirs and left alone. */
export const createAccount = (body: NewAccount) =>
  call({ method: 'POST', path: '/api/auth/register', body })

export const updateAccount = (id: string, body: { role?: TeamRole; isActive?: boolean }) =>
  call({ method: 'PUT', path: `/api/users/${encodeURIComponent(id)}`, body })
