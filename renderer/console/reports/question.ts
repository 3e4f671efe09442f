import { MOST_DAYS, type RowsQuery } from '../../../server/contract/analytics.ts'
import { DAYS, type PRESETS, type Reporting } from '../shell/reporting.ts'
import { ownZone } from '../shell/zones.ts'
import { withQuery } from '../sync/api.ts'

const DAY_MS = 86_400_000

export type Preset = (typeof PRESETS)[number]

/** What the reports are asked: the address, with the days it means today and the zone they are in. */
export type Question = Reporting & { from: string; to: string; zone: string }

const dateOf = (day: Date) =>
  [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')

/** The days of a range that ends today. */
export function daysOf(preset: Exclude<Preset, 'custom'>, today = new Date()) {
  const first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - DAYS[preset] + 1)
  return { from: dateOf(first), to: dateOf(today) }
}

/** What an address asks today. */
export function questionOf({ preset, from = '', to = '', ...asked }: Reporting): Question {
  const days = preset === 'custom' ? { from, to } : daysOf(preset)
  return { ...asked, preset, ...days, zone: asked.zone ?? ownZone() }
}

/** Whether a range has more days than a report covers. */
export const isTooLong = ({ from, to }: Pick<Question, 'from' | 'to'>): boolean =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS + 1 > MOST_DAYS

type More = Partial<Record<keyof RowsQuery | 'by' | 'report', string | undefined>>

/** The address of a report; what `more` says goes before what is asked of all. */
export function reportPath(
  report: string,
  { preset: _, measure: __, ...asked }: Question,
  more: More = {},
) {
  return withQuery(`/api/analytics/${report}`, { ...asked, ...more })
}
