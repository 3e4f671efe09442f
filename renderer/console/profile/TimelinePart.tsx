import { Button } from '../../ui/Button.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { attempt } from '../shell/attempt.ts'
import { TimelineEntry } from '../customers/TimelineEntry.tsx'
import { type Part, usePart } from './part.ts'

/** What of a customer's timeline was asked for. */
export function TimelinePart({ customerId, part }: { customerId: string; part: Part }) {
  const { timeline, app, profile } = useWords()
  const { shown, load, more } = usePart(customerId, part)
  if (load.error || !shown)
    return <Arriving load={load} skeleton={<PageSkeleton label={timeline.loading} />} />
  const { activities, next } = shown
  if (activities.length === 0) return <p className="text-faint">{profile.timeline.nothing}</p>
  return (
    <>
      <ol className="flex flex-col">
        {activities.map((activity) => (
          <TimelineEntry key={activity.id} activity={activity} />
        ))}
      </ol>
      {next !== null && (
        <Button size="small" className="self-start" onClick={() => attempt(() => more(next))}>
          {app.more}
        </Button>
      )}
    </>
  )
}
