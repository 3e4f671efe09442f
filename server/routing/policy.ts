import type { RoutingSettings } from '../contract/routing.ts'

/** An agent who can take one more conversation. */
export interface Opening {
  id: string
  name: string
  /** How many open conversations they have, and may have. */
  open: number
  capacity: number
  teamIds: string[]
  lastAssignedAt: string | null
}

/** Who gets a conversation of a team (null: of everybody) by the workspace's policy; undefined when nobody can. */
export function choose(
  policy: RoutingSettings['policy'],
  openings: readonly Opening[],
  teamId: string | null,
): Opening | undefined {
  if (policy === 'manual') return undefined
  const able = openings.filter(
    (agent) => agent.open < agent.capacity && (teamId === null || agent.teamIds.includes(teamId)),
  )
  return able.toSorted(
    (left, right) =>
      (policy === 'least_busy' ? left.open - right.open : 0) || waitedLonger(left, right),
  )[0]
}

const waitedLonger = (left: Opening, right: Opening) =>
  (left.lastAssignedAt ?? '').localeCompare(right.lastAssignedAt ?? '') ||
  left.id.localeCompare(right.id)
