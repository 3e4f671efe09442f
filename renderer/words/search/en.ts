/** Searching everything that was said and written, in English. */
export const searchEn = {
  search: {
    title: 'Search everything',
    open: 'Search messages, customers and tickets',
    hint: 'Messages, customers, tickets, notes, files…',
    messages: 'Messages',
    customers: 'Customers',
    tickets: 'Tickets',
    companies: 'Companies',
    notes: 'Notes on customers',
    commands: 'Commands and places',
    recent: 'Searched for lately',
    more: 'Show more messages',
    searching: 'Searching…',
    nothing: (query: string) => `Nothing was found for “${query}”`,
    nothingHint: 'Try fewer words, or only how a word begins.',
    noSuch: (names: string) => `There is nobody and no tag of this name: ${names}`,
    indexing: 'Older messages are still being read and cannot all be found yet.',
    offline: 'The server cannot be reached. Search comes back with the connection.',
    note: 'Note',
    file: 'File',
    inTicket: (number: string) => `in ${number}`,
    wordsTitle: 'Narrow it down',
    words: {
      from: 'written by a customer or a colleague (or from:me)',
      to: 'assigned to an agent, or to:none',
      is: 'closed, snoozed, unassigned, note, file',
      tag: 'conversations with a tag',
      after: 'a day, a month or a year; also before:',
      in: 'only tickets, customers, notes or messages',
      phrase: 'next to each other; -word leaves out',
      phraseSign: '"two words"',
    },
  },
}

export type SearchWords = typeof searchEn
