/** The times that are offered for a reply, each by its name. */
export type PresetName = 'hour' | 'evening' | 'tomorrow' | 'monday'
export interface Preset {
  readonly name: PresetName
  readonly at: Date
}

const MORNING = 9
const EVENING = 18
/** An evening that is nearer than this is no later. */
const LATEST_FOR_EVENING = 17

const onDay = (now: Date, days: number, hour: number) =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour)

/** What lies ahead, soonest first, by the clock on the agent's wall. */
export function presetsAt(now: Date): Preset[] {
  const toMonday = (8 - now.getDay()) % 7 || 7
  return [
    { name: 'hour', at: new Date(now.getTime() + 3_600_000) },
    ...(now.getHours() < LATEST_FOR_EVENING
      ? [{ name: 'evening' as const, at: onDay(now, 0, EVENING) }]
      : []),
    { name: 'tomorrow', at: onDay(now, 1, MORNING) },
    ...(toMonday > 1 ? [{ name: 'monday' as const, at: onDay(now, toMonday, MORNING) }] : []),
  ]
}

const two = (count: number) => String(count).padStart(2, '0')

/** A time as a field for date and time has it. */
export const fieldValue = (at: Date) =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
