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

/** What of a conversation decides who gets it: its team (null: everybody's), and who gave it away. */
export interface Waiting {
  teamId: string | null
  passedBy: string | null
}

/**
 * Who gets a conversation by the workspace's policy; undefined when nobody can. Whoever gave it away gets it back only
 * when nobody else can take it.
 */
export function choose(
  policy: RoutingSettings['policy'],
  openings: readonly Opening[],
  { teamId, passedBy }: Waiting,
): Opening | undefined {
  if (policy === 'manual') return undefined
  const able = openings.filter(
    (agent) => agent.open < agent.capacity && (teamId === null || agent.teamIds.includes(teamId)),
  )
  return able.toSorted(
    (left, right) =>
      Number(left.id === passedBy) - Number(right.id === passedBy) ||
      (policy === 'least_busy' ? left.open - right.open : 0) ||
      waitedLonger(left, right),
  )[0]
}

const waitedLonger = (left: Opening, right: Opening) =>
  (left.lastAssignedAt ?? '').localeCompare(right.lastAssignedAt ?? '') ||
  left.id.localeCompare(right.id)
