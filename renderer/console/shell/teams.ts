import type { Team } from '../../../server/contract/routing.ts'
import { call } from '../sync/api.ts'
import { learnTeams } from '../sync/learn.ts'
import { learn, useWorld } from '../sync/store.ts'
import { useByName } from '../sync/useByName.ts'

export const loadTeams = () =>
  learn(
    () => call<{ data: Team[] }>({ path: '/api/teams' }),
    (world, { data }, askedAt) => learnTeams(world, data, askedAt),
  )

/** The teams by name. */
export const useTeams = () => useByName(({ teams }) => teams)

export const useTeamName = (id: string | null) =>
  useWorld(({ teams }) => (id === null ? undefined : teams[id]?.value?.name))
