import { useMemo } from 'react'
import type { Team } from '../../../server/contract/routing.ts'
import { call } from '../sync/api.ts'
import { learnTeams } from '../sync/learn.ts'
import { learn, useWorld } from '../sync/store.ts'

export const loadTeams = () =>
  learn(
    () => call<{ data: Team[] }>({ path: '/api/teams' }),
    (world, { data }, askedAt) => learnTeams(world, data, askedAt),
  )

/** The teams by name. */
export function useTeams() {
  const shelf = useWorld((world) => world.teams)
  return useMemo(
    () =>
      Object.values(shelf)
        .flatMap(({ value }) => value ?? [])
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    [shelf],
  )
}

export const useTeamName = (id: string | null) =>
  useWorld(({ teams }) => (id === null ? undefined : teams[id]?.value?.name))
