import type { ChatSettings, OpeningHours } from '../../../server/contract/chat-settings.ts'
import type { Role } from '../../../server/contract/identity.ts'
import { loadTeams } from '../shell/teams.ts'
import { ownZone } from '../shell/zones.ts'
import { ask, call } from '../sync/api.ts'

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

interface AccountChange {
  role?: TeamRole
  isActive?: boolean
  capacity?: number | null
  /** Signs them out everywhere. */
  password?: string
}

export const updateAccount = (id: string, body: AccountChange) =>
  call({ method: 'PUT', path: `/api/users/${encodeURIComponent(id)}`, body })

const pathOf = (id: string) => `/api/teams/${encodeURIComponent(id)}`

/** Creates a team, or with its id changes it, and shows what the server then has. */
export async function saveTeam(
  id: string | null,
  body: { name: string; memberIds: readonly string[]; hours?: OpeningHours | null },
) {
  if (id === null) await call({ method: 'POST', path: '/api/teams', body })
  else await call({ method: 'PUT', path: pathOf(id), body })
  await loadTeams()
}

export async function deleteTeam(id: string) {
  await call({ method: 'DELETE', path: pathOf(id) })
  await loadTeams()
}

/** The workspace's hours, from which a team's own are made. */
export async function hoursToBeginWith(): Promise<OpeningHours> {
  const { hours } = await ask<ChatSettings>({ path: '/api/settings/webchat' })
  return hours.isOn || hours.zone !== 'UTC' ? hours : { ...hours, zone: ownZone() }
}
