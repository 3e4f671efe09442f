import { z } from 'zod'
import { Measure, Scope } from '../../../server/contract/analytics.ts'

/** How many days each range has that ends today. */
export const DAYS = { today: 1, week: 7, month: 30, quarter: 90, year: 365 } as const
export const PRESETS = ['today', 'week', 'month', 'quarter', 'year', 'custom'] as const

const { from, to, zone, agentId, teamId, channel, tagId, time } = Scope.shape
const Said = z.object({
  preset: z.enum(PRESETS).catch('month'),
  from: from.optional().catch(undefined),
  to: to.optional().catch(undefined),
  zone: zone.catch(undefined),
  time: time.catch('wall'),
  measure: Measure.catch('begun'),
  agentId: agentId.catch(undefined),
  teamId: teamId.catch(undefined),
  channel: channel.catch(undefined),
  tagId: tagId.catch(undefined),
})

/** What reports are asked, as an address says it: `from` and `to` where the range is none that ends today. */
export type Reporting = Readonly<z.infer<typeof Said>>

/** What is asked where nothing is said. */
export const USUAL: Reporting = Said.parse({})

/** What an address asks; what cannot be asked counts as not said. */
export function reportingFrom(search: string): Reporting {
  const said = Said.parse(Object.fromEntries(new URLSearchParams(search)))
  const { from: first, to: last, ...rest } = said
  if (rest.preset !== 'custom') return rest
  return first !== undefined && last !== undefined && first <= last
    ? said
    : { ...rest, preset: USUAL.preset }
}

/** The query of an address; what is usual is left out. */
export function queryOfReporting(asked: Reporting): string {
  const said = Object.entries(asked).filter(
    (pair): pair is [keyof Reporting, string] =>
      pair[1] !== undefined && pair[1] !== USUAL[pair[0] as keyof Reporting],
  )
  const query = new URLSearchParams(said).toString()
  return query && `?${query}`
}
