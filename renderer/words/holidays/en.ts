import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

/** Holidays from a calendar file, in English. */
export const holidaysEn = {
  choose: 'Import holidays',
  hint: 'From a calendar file (.ics): its all-day events, today and later. What comes back is added up to the end of the year after next.',
  reading: 'Reading…',
  refused: {
    notCalendar:
      'This file cannot be read as a calendar. It must be an .ics file, and a whole one.',
    tooLarge: 'This file is too large for a calendar of holidays.',
  },
  nothing: 'No day was added.',
  added: (days: number) =>
    `${plural(days, { one: '# day was added.', other: '# days were added.' })} Save to keep what was added.`,
  known: (days: number) =>
    plural(days, {
      one: '# day was in the list already.',
      other: '# days were in the list already.',
    }),
  leftOut: (days: number, room: number) =>
    `${plural(days, { one: 'The latest day was left out:', other: 'The latest # days were left out:' })} the list takes no more than ${room}.`,
  passedOver: (events: number, why: string) =>
    `${plural(events, { one: '# event was passed over:', other: '# events were passed over:' })} ${why}.`,
  why: {
    timed: (events: number) =>
      plural(events, { one: '# has a time of day', other: '# have a time of day' }),
    past: (events: number) => plural(events, { one: '# is over', other: '# are over' }),
    cancelled: (events: number) =>
      plural(events, { one: '# is cancelled', other: '# are cancelled' }),
    unreadable: (events: number) =>
      plural(events, { one: '# cannot be understood', other: '# cannot be understood' }),
  },
}

export type HolidayWords = typeof holidaysEn
