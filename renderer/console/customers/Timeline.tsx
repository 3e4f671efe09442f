import { useState } from 'react'
import { ActivityGroup } from '../../../server/contract/timeline.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import type { Part } from '../profile/part.ts'
import { TimelinePart } from '../profile/TimelinePart.tsx'
import { Year } from '../profile/Year.tsx'
import { attempt } from '../shell/attempt.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { loadOlderActivities, loadTimeline } from './load.ts'
import { TimelineEntry } from './TimelineEntry.tsx'

const ALL: Part = { group: 'all', before: null }
const GROUPS = ['all', ...ActivityGroup.options] as const

function Shown({ part, onChange }: { part: Part; onChange: (part: Part) => void }) {
  const { timeline: words } = useWords().profile
  const { date } = useFormats()
  const { group, before } = part
  return (
    <>
      {before !== null && (
        <Chip
          // The end of a month is the first moment of the next one.
          label={words.until(date(new Date(Date.parse(before) - 1).toISOString()))}
          removeLabel={words.latest}
          onRemove={() => onChange({ ...part, before: null })}
        />
      )}
      <Choice
        label={words.show}
        value={group}
        options={GROUPS.map((value) => ({ value, label: words.groups[value] }))}
        onChange={(next) => onChange({ ...part, group: next })}
      />
    </>
  )
}

/** A year at a glance, and everything that happened with a customer, newest first; new entries appear by themselves. */
export function Timeline({ customerId }: { customerId: string }) {
  const { timeline: words } = useWords()
  const [part, setPart] = useState<Part>(ALL)
  const isWhole = part.group === 'all' && part.before === null
  const choose = (before: string) => setPart({ ...part, before })
  return (
    <>
      <Year customerId={customerId} onChoose={choose} />
      <section aria-label={words.title} className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <h3 className="flex-1 font-semibold">{words.title}</h3>
          <Shown part={part} onChange={setPart} />
        </div>
        {isWhole ? (
          <Whole customerId={customerId} />
        ) : (
          <TimelinePart customerId={customerId} part={part} />
        )}
      </section>
    </>
  )
}

function Whole({ customerId }: { customerId: string }) {
  const { timeline: words, app } = useWords()
  const timeline = useWorld((world) => {
    const known = world.timelines[customerId]
    return known?.loaded ? known : null
  })
  const load = useLoad(timeline ? null : customerId, () => loadTimeline(customerId))
  return (
    <>
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
    </>
  )
}
