import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

/** The messages the chat shows by itself, in English. */
export const proactiveEn = {
  title: 'Messages',
  lead: 'Shown beside the launcher once to each visitor, never while they have a chat open. Of several that fit a page, the first is shown. A message nobody answers leaves no conversation.',
  none: 'There are none yet.',
  add: 'Add a message',
  place: (place: number) => `Message ${place}`,
  moveUp: (place: number) => `Move message ${place} up`,
  moveDown: (place: number) => `Move message ${place} down`,
  remove: (place: number) => `Remove message ${place}`,
  name: 'Name, for you only',
  isOn: 'Show it',
  text: (place: number) => `What message ${place} says`,
  textLead: 'Empty in one language, it is shown in the other.',
  pages: 'Pages',
  pagesLead: 'Without a page it is shown everywhere. Host and path count, not what follows a “?”.',
  onePage: 'Add a page',
  addPage: (place: number) => `Add a page to message ${place}`,
  removePage: (page: number, place: number) => `Remove page ${page} of message ${place}`,
  how: (page: number, place: number) => `How page ${page} of message ${place} is compared`,
  hows: { contains: 'contains', equals: 'is exactly', wildcard: 'matches, * for anything' },
  page: (page: number, place: number) => `Page ${page} of message ${place}`,
  examples: {
    contains: '/pricing',
    equals: 'www.example.com/cart',
    wildcard: '*.example.com/blog/*',
  },
  tryPage: 'Try an address',
  isThere: 'Shown on this page.',
  isNotThere: 'Not shown on this page.',
  noAddress: 'Not a whole address yet.',
  seconds: 'Seconds on the page before it is shown',
  hours: 'When',
  hoursNames: {
    always: 'At any time',
    open: 'During opening hours',
    closed: 'Outside opening hours',
  },
  visitors: 'To whom',
  visitorsNames: {
    all: 'Every visitor',
    new: 'New: here for less than a day',
    returning: 'Returning',
  },
  preview: (place: number) => `Preview of message ${place}`,
  shown: (count: number) => plural(count, { one: 'Shown once', other: 'Shown # times' }),
  opened: (count: number) => plural(count, { one: 'opened once', other: 'opened # times' }),
  answered: (count: number) => plural(count, { one: 'answered once', other: 'answered # times' }),
}

export type ProactiveWords = typeof proactiveEn
