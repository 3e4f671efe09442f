import type { Activity } from '../../../server/contract/timeline.ts'
import { byPlace } from './span.ts'
import type { Timeline, World } from './world.ts'

export const emptyTimeline: Timeline = { activities: [], older: null, loaded: false }

const placeOf = (activity: Activity) => ({ at: activity.timestamp, id: activity.id })

/** One list of both, newest first, without repeats. */
export function mergeActivities(have: readonly Activity[], more: readonly Activity[]) {
  const known = new Set(have.map(({ id }) => id))
  const fresh = more.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return have
  return [...have, ...fresh].toSorted((a, b) => byPlace(placeOf(a), placeOf(b)))
}

/** An activity lands on its customer's timeline when that is open. */
export function withActivity(world: World, activity: Activity): World {
  const timeline = world.timelines[activity.customerId]
  if (!timeline) return world
  const activities = mergeActivities(timeline.activities, [activity])
  const timelines = { ...world.timelines, [activity.customerId]: { ...timeline, activities } }
  return { ...world, timelines }
}
