import type { Deal } from '../../../server/contract/deals.ts'

/** A day by the calendar on the wall, as the contract writes it. */
function dayOf(moment: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

/** The moment at which a day begins here, to be written as a date. */
export const beginOf = (day: string) => `${day}T00:00`

/** Whether a deal should have been closed before today. */
export const isOverdue = ({ category, expectedOn }: Deal, now: number) =>
  category === 'open' && expectedOn !== null && expectedOn < dayOf(new Date(now))
