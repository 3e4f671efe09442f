import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

/** Companies and their people, in English. */
export const companiesEn = {
  title: 'Companies',
  switch: 'People or companies',
  people: 'People',
  list: 'Companies',
  search: 'Search by name or domain',
  searchHint: 'Search companies',
  go: 'Go to companies',
  create: 'New company',
  createCommand: 'New company…',
  created: 'Company created',
  empty: 'No companies yet',
  emptyHint: 'A company is there as soon as somebody’s profile names it. You can also add one.',
  noMatch: (query: string) => `No company matches “${query}”`,
  noMatchHint: 'Try fewer letters, or one of its domains.',
  choose: 'Choose a company',
  chooseHint: 'Its people, and what is open with them, appear here.',
  gone: 'This company no longer exists.',
  count: (people: number) => plural(people, { one: '# person', other: '# people' }),
  open: (name: string) => `Open ${name}`,
  since: 'Since',
  totals: 'In numbers',
  figures: {
    people: 'People',
    conversations: 'Conversations',
    openConversations: 'Open conversations',
    tickets: 'Tickets',
    openTickets: 'Open tickets',
    openDeals: 'Open deals',
  },
  domains: 'Domains',
  items: 'Conversations and tickets, open ones first',
  noItems: 'No conversations and no tickets',
  conversation: 'Conversation',
  isOpen: 'Open',
  isClosed: 'Closed',
  nobody: 'Nobody belongs to it yet',
  delete: 'Delete company',
  deleteCommand: 'Delete this company…',
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteLead: 'Its people stay, in no company. This cannot be undone.',
  deleted: 'Company deleted',
}

export type CompaniesWords = typeof companiesEn
