import { Button } from '../../ui/Button.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { loadOlderActivities, loadTimeline } from './load.ts'
import { TimelineEntry } from './TimelineEntry.tsx'

/** Everything that happened with a customer, newest first; new entries appear by themselves. */
export function Timeline({ customerId }: { customerId: string }) {
  const { timeline: words, app } = useWords()
  const timeline = useWorld((world) => {
    const known = world.timelines[customerId]
    return known?.loaded ? known : null
  })
  const load = useLoad(timeline ? null : customerId, () => loadTimeline(customerId))
  return (
    <section aria-label={words.title} className="flex flex-col gap-2">
      <h3 className="font-semibold">{words.title}</h3>
      {load.error || !timeline ? (
        <Arriving load={load} skeleton={<PageSkeleton label={words.loading} />} />
      ) : timeline.activities.length === 0 ? (
        <p className="text-faint">{words.empty}</p>
      ) : (
        <ol className="flex flex-col">
          {timeline.activities.map((activity) => (
            <TimelineEntry key={activity.id} activity={activity} />
          ))}
        </ol>
      )}
      {timeline?.older && (
        <Button
          size="small"
          className="self-start"
          onClick={() => attempt(() => loadOlderActivities(customerId))}
        >
          {app.more}
        </Button>
      )}
    </section>
  )
}
