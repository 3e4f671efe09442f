const MORNING = 9

/** The times a task is usually due at, by the clock on the wall of whoever plans it. */
export function dueTimes(now: Date) {
  const morning = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING)
  const today = new Date(now)
  today.setHours(today.getHours() + 2, 0, 0, 0)
  return { today, tomorrow: morning(1), week: morning(7) }
}
