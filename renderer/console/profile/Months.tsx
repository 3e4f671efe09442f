import type { StreamEvent } from '../../../server/contract/events.ts'
import type { CustomerMonth } from '../../../server/contract/timeline.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { ownZone } from '../shell/zones.ts'
import { Bars } from './Bars.tsx'
import { PartFailed } from './PartFailed.tsx'
import { useOwn } from './useOwn.ts'

const concerns = ({ kind }: StreamEvent) => kind === 'activity.added'

/** Twelve months with a customer: how much there was, how soon it was answered and resolved, how they liked it. */
export function Months({ customerId }: { customerId: string }) {
  const { months: words } = useWords().profile
  const { number, duration } = useFormats()
  const path = `/api/timeline/customer/${encodeURIComponent(customerId)}/months`
  const query = new URLSearchParams({ zone: ownZone() }).toString()
  const { value, load } = useOwn<CustomerMonth[]>(customerId, `${path}?${query}`, concerns)
  const bars = (of: (month: CustomerMonth) => number | null) =>
    (value ?? []).map((month) => ({ month: month.month, value: of(month) }))
  return (
    <section aria-label={words.title} className="flex flex-col gap-2">
      <h3 className="font-semibold">{words.title}</h3>
      <PartFailed load={load} />
      <div className="grid grid-cols-2 gap-3">
        <Bars
          title={words.volume}
          bars={bars(({ conversations, tickets }) => conversations + tickets || null)}
          say={number}
        />
        <Bars title={words.satisfaction} bars={bars((one) => one.satisfaction)} say={number} />
        <Bars title={words.firstResponse} bars={bars((one) => one.firstResponse)} say={duration} />
        <Bars title={words.resolution} bars={bars((one) => one.resolution)} say={duration} />
      </div>
    </section>
  )
}
