import { useState } from 'react'
import type { Team } from '../../../server/contract/routing.ts'
import { call } from '../sync/api.ts'
import { useLoad } from '../sync/useLoad.ts'

/** The teams there are, by name; none while they are being asked for. */
export function useTeams(): readonly Team[] {
  const [teams, setTeams] = useState<readonly Team[]>([])
  useLoad('teams to route to', async () => {
    const { data } = await call<{ data: Team[] }>({ path: '/api/teams' })
    setTeams(data.toSorted((a, b) => a.name.localeCompare(b.name)))
  })
  return teams
}
