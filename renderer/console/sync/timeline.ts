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

const replaced = (
  world: World,
  customerId: string,
  change: (activities: readonly Activity[]) => readonly Activity[],
): World => {
  const timeline = world.timelines[customerId]
  if (!timeline) return world
  const activities = change(timeline.activities)
  return { ...world, timelines: { ...world.timelines, [customerId]: { ...timeline, activities } } }
}

/** What an entry tells of was edited: where it is on the screen it says so. */
export const withChanged = (world: World, activity: Activity): World =>
  replaced(world, activity.customerId, (activities) =>
    activities.map((one) => (one.id === activity.id ? activity : one)),
  )

/** An entry is gone with what it told of. */
export const withoutActivity = (world: World, customerId: string, id: string): World =>
  replaced(world, customerId, (activities) => activities.filter((one) => one.id !== id))
