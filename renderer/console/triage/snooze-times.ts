const MORNING = 9
const HOURS_LATER = 3
const LAST_HOUR = 21
const MONDAY = 1
const SUNDAY = 7

export type Preset = 'laterToday' | 'tomorrow' | 'nextWeek'

/** The hour of a day so many days on, by the agent's own clock. */
function at(now: Date, days: number, hour: number) {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour)
}

/** When a snoozed conversation can come back; later today only where there is a later. */
export function presetsAt(now: Date): { preset: Preset; time: Date }[] {
  const hour = now.getHours() + HOURS_LATER
  const toMonday = SUNDAY - ((now.getDay() - MONDAY + SUNDAY) % SUNDAY)
  return [
    ...(hour <= LAST_HOUR ? [{ preset: 'laterToday' as const, time: at(now, 0, hour) }] : []),
    { preset: 'tomorrow', time: at(now, 1, MORNING) },
    { preset: 'nextWeek', time: at(now, toMonday, MORNING) },
  ]
}
