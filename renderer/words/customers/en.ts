import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')
const entries = (count: number) => plural(count, { one: '# entry', other: '# entries' })

/** What is known of a customer and what happened with them, in English. */
export const profileEn = {
  timeline: {
    tagged: 'Tags changed',
    tagsAdded: (names: string) => `Added: ${names}`,
    tagsRemoved: (names: string) => `Removed: ${names}`,
    tagGone: 'a tag that is no more',
    identityAdded: (value: string) => `Also known as ${value}`,
    identityRemoved: (value: string) => `No longer known as ${value}`,
    joined: 'What they wrote as a visitor until then is theirs.',
    event: (name: string) => `Event: ${name}`,
    note: 'Note',
    resumed: 'Conversation went on',
    visits: (count: number) => `Visited ${plural(count, { one: '# page', other: '# pages' })}`,
    show: 'What is shown',
    groups: {
      all: 'Everything',
      conversations: 'Conversations',
      tickets: 'Tickets',
      deals: 'Deals',
      tasks: 'Tasks',
      notes: 'Notes',
      visits: 'Page visits',
      profile: 'Profile',
      events: 'Events',
    },
    nothing: 'Nothing of this kind',
    until: (day: string) => `Until ${day}`,
    latest: 'To the latest',
  },
  open: {
    title: 'Open now',
    nothing: 'Nothing is open',
    scheduled: (time: string) => `Reply goes out ${time}`,
    held: 'A reply is held back',
    tickets: 'Earlier tickets',
    chats: 'Earlier conversations',
  },
  year: {
    title: 'The last year',
    summary: (count: number, days: number) =>
      `${entries(count)}, ${plural(days, { one: '# day', other: '# days' })}`,
    day: (name: string, count: number) => `${name}: ${entries(count)}`,
    days: 'Days. The arrow keys go from one to the next, Enter shows the timeline up to it',
    month: (name: string, count: number) =>
      `${name}: ${entries(count)}. Show the timeline up to its end`,
  },
  months: {
    title: 'Figures of twelve months',
    volume: 'Conversations and tickets',
    firstResponse: 'First response (median)',
    resolution: 'Resolution (median)',
    satisfaction: 'Satisfaction (mean)',
    none: 'none',
  },
  fields: {
    title: 'Further details',
    yes: 'Yes',
    no: 'No',
    unknown: 'Not known',
    notNumber: 'Please enter a number.',
    notDate: 'Please enter a whole date.',
  },
  conflict: {
    title: 'Somebody else has changed this meanwhile.',
    theirs: 'Now',
    mine: 'Yours',
    nothing: 'nothing',
    keepMine: 'Keep mine',
    takeTheirs: 'Leave it as it is now',
  },
  company: {
    title: 'Company',
    people: (count: number) => plural(count, { one: '# person', other: '# people' }),
    conversations: (count: number, open: number) =>
      `${plural(count, { one: '# conversation', other: '# conversations' })}, ${open} open`,
    tickets: (count: number, open: number) =>
      `${plural(count, { one: '# ticket', other: '# tickets' })}, ${open} open`,
    openDeals: (count: number, worth: string) =>
      `${plural(count, { one: '# open deal', other: '# open deals' })}, ${worth}`,
    noDomains: 'No domains',
    edit: 'Edit name and domains',
    name: 'Name',
    domains: 'Domains',
    domainsHint:
      'Whoever has an address of one of them belongs to the company. Commas between them.',
  },
  tags: { edit: 'Tags of this customer', none: 'No tags' },
  identities: {
    title: 'Known as',
    kinds: {
      email: 'Email',
      phone: 'Phone',
      visitor: 'Browser',
      crisp: 'Crisp',
      external: 'External id',
    },
    kind: 'Kind',
    value: 'Address, number or id',
    add: 'Add an address, number or id',
    submit: 'Add',
    primary: 'Main',
    verified: 'Verified',
    more: (value: string) => `More for ${value}`,
    makePrimary: 'Make it the main one',
    remove: 'Remove',
  },
  notes: {
    title: 'Notes',
    add: 'Write a note',
    submit: 'Add note',
    edited: 'edited',
    edit: 'Edit note',
    delete: 'Delete note',
  },
  settings: {
    lead: 'What your team keeps about customers. A field keeps its key and its type; one that is archived keeps its values.',
    none: 'No fields yet',
    noneHint: 'Add the first one, for instance “plan”.',
    list: 'Fields',
    add: 'Add field',
    label: 'Name',
    key: 'Key for programs',
    keyHint: 'Small letters, digits and _, for instance renewal_date',
    type: 'Type',
    types: {
      text: 'Text',
      number: 'Number',
      date: 'Date',
      boolean: 'Yes or no',
      choice: 'Choice',
      url: 'Web address',
    },
    choices: 'Choices, one a line',
    edit: (name: string) => `Edit ${name}`,
    up: (name: string) => `Move ${name} up`,
    archive: 'Archive',
    restore: 'Bring back',
    archived: 'Archived',
    saved: (name: string) => `The field ${name} was saved`,
  },
}

export type ProfileWords = typeof profileEn
