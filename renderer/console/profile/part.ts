import { useEffect, useState } from 'react'
import {
  ACTIVITY_GROUPS,
  type Activity,
  type ActivityGroup,
} from '../../../server/contract/timeline.ts'
import { askPage, withQuery } from '../sync/api.ts'
import { onEvents } from '../sync/store.ts'
import { mergeActivities } from '../sync/timeline.ts'
import { useLoad } from '../sync/useLoad.ts'

/** What of a timeline is shown: what is about one thing, or what was until a day. */
export interface Part {
  readonly group: ActivityGroup | 'all'
  readonly before: string | null
}

interface Loaded {
  readonly key: string
  readonly activities: readonly Activity[]
  readonly next: string | null
}

const ENTRIES = '30'

/** A part of a customer's timeline, newest first, page by page; what happens meanwhile and belongs to it appears. */
export function usePart(customerId: string, { group, before }: Part) {
  const key = `${customerId} ${group} ${before}`
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const path = `/api/timeline/customer/${encodeURIComponent(customerId)}`
  const query = {
    group: group === 'all' ? undefined : group,
    before: before ?? undefined,
    limit: ENTRIES,
  }
  const load = useLoad(`part ${key}`, async () => {
    const page = await askPage<Activity>(withQuery(path, query))
    setLoaded({ key, activities: page.data, next: page.next })
  })
  async function more(cursor: string) {
    const page = await askPage<Activity>(withQuery(path, { ...query, before: undefined, cursor }))
    setLoaded((now) =>
      now?.key === key
        ? { key, activities: mergeActivities(now.activities, page.data), next: page.next }
        : now,
    )
  }
  useNews(customerId, { group, before }, setLoaded)
  const shown = loaded?.key === key ? loaded : null
  return { shown, load, more }
}

type SetLoaded = (next: (now: Loaded | null) => Loaded | null) => void

function useNews(customerId: string, { group, before }: Part, setLoaded: SetLoaded) {
  useEffect(
    () =>
      onEvents((events) => {
        for (const event of events) {
          if (event.kind !== 'activity.added' && event.kind !== 'activity.changed') continue
          const { activity } = event.body
          if (activity.customerId !== customerId || !belongs(activity, { group, before })) continue
          setLoaded((now) => now && { ...now, activities: withNews(now.activities, activity) })
        }
      }),
    [customerId, group, before, setLoaded],
  )
}

const belongs = ({ type, timestamp }: Activity, { group, before }: Part) =>
  (group === 'all' || (ACTIVITY_GROUPS[group] as readonly string[]).includes(type)) &&
  (before === null || timestamp < before)

const withNews = (activities: readonly Activity[], activity: Activity) =>
  mergeActivities(
    activities.map((one) => (one.id === activity.id ? activity : one)),
    [activity],
  )
