import { type Language, useLanguage } from './language.ts'
import { patternsOf } from './patterns.ts'

const DAY_MS = 86_400_000

/** The agent's own region where it has this language: British dates for British agents. */
const regional = (language: Language) =>
  globalThis.navigator?.languages.find((tag) => tag.split('-')[0] === language) ?? language

function formatsIn(language: Language) {
  const locale = regional(language)
  const { clock, dayMonth, shortDate, weekday, longDate, full } = patternsOf(language, locale)
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const digits = new Intl.NumberFormat(locale)
  return {
    /** The language as the agent's own region writes it. */
    locale,
    /** 14:05 */
    clock: (time: string) => clock(new Date(time)),
    /** Weekday and clock in a time zone; null for a zone that is none. */
    clockIn: (zone: string, now: number) => clockIn(locale, zone, now),
    full: (time: string) => full(new Date(time)),
    date: (time: string) => longDate(new Date(time)),
    dayMonth: (time: string) => dayMonth(new Date(time)),
    number: (count: number) => digits.format(count),
    monthName: (day: Date, length: 'long' | 'narrow') =>
      day.toLocaleDateString(locale, {
        month: length,
        ...(length === 'long' && { year: 'numeric' }),
      }),
    /** Seconds in the largest unit that fits: "3 min", "2 hr". */
    duration: (seconds: number) => duration(locale, seconds),
    /** As short as it can be told: the clock today, else the day, else the date. */
    brief: (time: string, now = new Date()) => {
      const then = new Date(time)
      if (then.toDateString() === now.toDateString()) return clock(then)
      return then.getFullYear() === now.getFullYear() ? dayMonth(then) : shortDate(then)
    },
    /** A day without its clock, with the year where it is another one. */
    dayOnly: (time: string, now = new Date()) => {
      const then = new Date(time)
      return then.getFullYear() === now.getFullYear() ? dayMonth(then) : shortDate(then)
    },
    /** A moment not far from now: the clock today, else with its day, and in another year with that. */
    soon: (time: string, now = new Date()) => {
      const then = new Date(time)
      if (then.toDateString() === now.toDateString()) return clock(then)
      const day = then.getFullYear() === now.getFullYear() ? dayMonth(then) : longDate(then)
      return `${clock(then)}, ${day}`
    },
    /** Heading of a day in a thread: "today", "yesterday", "Monday, 3 March". */
    day: (time: string, now = new Date()) => {
      const then = new Date(time)
      const apart = Math.round((startOf(then) - startOf(now)) / DAY_MS)
      if (apart === 0 || apart === -1) return capital(relative.format(apart, 'day'))
      return then.getFullYear() === now.getFullYear() ? weekday(then) : longDate(then)
    },
  }
}

function clockIn(locale: string, timeZone: string, now: number): string | null {
  const clock = { hour: '2-digit', minute: '2-digit', weekday: 'short' } as const
  try {
    return new Intl.DateTimeFormat(locale, { ...clock, timeZone }).format(now)
  } catch {
    return null
  }
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

function duration(locale: string, seconds: number): string {
  const [unit, size] = UNITS.find(([, least]) => seconds >= least) ?? (['second', 1] as const)
  const style = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(locale, style).format(seconds / size)
}

const startOf = (day: Date) => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime()
const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)

const made = { en: formatsIn('en'), vi: formatsIn('vi') }

export type Formats = (typeof made)['en']

/** Dates and numbers as the agent's language writes them. */
export const useFormats = (): Formats => made[useLanguage((state) => state.language)]
