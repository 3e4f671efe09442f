import { create } from 'zustand'
import type { Measure, RowsQuery } from '../../../server/contract/analytics.ts'
import { withQuery } from '../sync/api.ts'

/** How many days each range has that ends today. */
const DAYS = { today: 1, week: 7, month: 30, quarter: 90, year: 365 } as const
export const PRESETS = ['today', 'week', 'month', 'quarter', 'year', 'custom'] as const
export type Preset = (typeof PRESETS)[number]

interface Question {
  readonly preset: Preset
  readonly from: string
  readonly to: string
  readonly time: 'wall' | 'business'
  /** What the course shows. */
  readonly measure: Measure
}

const dateOf = (day: Date) =>
  [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')

/** The days of a range that ends today. */
export function daysOf(preset: Exclude<Preset, 'custom'>, today = new Date()) {
  const first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - DAYS[preset] + 1)
  return { from: dateOf(first), to: dateOf(today) }
}

/** What the reports are asked; it outlives the screen. */
export const useQuestion = create<Question>()(() => ({
  preset: 'month',
  ...daysOf('month'),
  time: 'wall',
  measure: 'begun',
}))

export const choosePreset = (preset: Preset) =>
  useQuestion.setState({ preset, ...(preset === 'custom' ? {} : daysOf(preset)) })

type More = Partial<Record<keyof RowsQuery | 'by' | 'report', string | undefined>>

/** The address of a report; days are those of the zone this machine is in, which each report names. */
export function reportPath(
  report: string,
  { from, to, time }: Pick<Question, 'from' | 'to' | 'time'>,
  more: More = {},
) {
  const { timeZone: zone } = new Intl.DateTimeFormat().resolvedOptions()
  return withQuery(`/api/analytics/${report}`, { from, to, time, zone, ...more })
}
