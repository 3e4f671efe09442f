import type { Language } from './language.ts'

/** How a date is written, from the short to the long. */
export interface Patterns {
  readonly clock: (day: Date) => string
  readonly dayMonth: (day: Date) => string
  readonly shortDate: (day: Date) => string
  readonly weekday: (day: Date) => string
  readonly longDate: (day: Date) => string
  /** Date and clock. */
  readonly full: (day: Date) => string
}

const writer = (locale: string, options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(locale, options)
  return (day: Date) => format.format(day)
}

const byLocale = (locale: string): Patterns => ({
  clock: writer(locale, { timeStyle: 'short' }),
  dayMonth: writer(locale, { day: 'numeric', month: 'short' }),
  shortDate: writer(locale, { dateStyle: 'short' }),
  weekday: writer(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
  longDate: writer(locale, { dateStyle: 'long' }),
  full: writer(locale, { dateStyle: 'medium', timeStyle: 'short' }),
})

// What the browser knows of Vietnamese is not how it is written: “22 thg 11, 2026”.
function vietnamese(): Patterns {
  const { clock, weekday } = byLocale('vi')
  const dayMonth = writer('vi', { day: 'numeric', month: 'numeric' })
  const shortDate = writer('vi', { day: 'numeric', month: 'numeric', year: 'numeric' })
  return {
    clock,
    weekday,
    dayMonth,
    shortDate,
    longDate: (day) => `${day.getDate()} tháng ${day.getMonth() + 1} năm ${day.getFullYear()}`,
    full: (day) => `${clock(day)}, ${shortDate(day)}`,
  }
}

/** How a language writes dates; `locale` is the reader's own region of it. */
export const patternsOf = (language: Language, locale: string) =>
  language === 'vi' ? vietnamese() : byLocale(locale)
