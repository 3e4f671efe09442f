import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

/** Merging customers, what is kept of a person, and lists of people, in English. */
export const peopleEn = {
  more: 'More about this customer',
  belongings: {
    conversations: (count: number) =>
      plural(count, { one: '# conversation', other: '# conversations' }),
    tickets: (count: number) => plural(count, { one: '# ticket', other: '# tickets' }),
    activities: (count: number) =>
      plural(count, { one: '# timeline entry', other: '# timeline entries' }),
    identities: (count: number) =>
      plural(count, { one: '# address or identity', other: '# addresses and identities' }),
    nothing: 'nothing',
  },
  merge: {
    open: 'Merge with another customer…',
    title: (name: string) => `Merge another customer into ${name}`,
    lead: 'Both become one. For 30 days this can be undone.',
    search: 'Find the other customer',
    searchHint: 'Name, email, phone or company',
    found: 'Customers found',
    nobody: 'Nobody else matches.',
    another: 'Choose somebody else',
    keep: 'What stays',
    choose: (field: string) => `${field}: which stays`,
    empty: 'none',
    moves: (name: string) => `Moves from ${name}:`,
    addresses: 'Every address stays known: whoever writes under it is this customer.',
    submit: 'Merge',
    done: 'Customers merged',
  },
  merged: {
    list: 'Merged customers',
    line: (name: string, by: string, date: string) => `${name} was merged in by ${by} on ${date}.`,
    until: (date: string) => `Can be undone until ${date}.`,
    undo: 'Undo',
    undoOf: (name: string) => `Undo the merge with ${name}`,
    undoTitle: (name: string) => `Separate ${name} again?`,
    returns: (name: string) => `Goes back to ${name}:`,
    stays: 'Was added since, and stays here:',
    undoSubmit: 'Separate them',
    undone: 'Customers separated',
  },
  lists: {
    more: 'Import and export',
    import: 'Import customers from a file…',
    export: 'Export customers as CSV',
    exported: 'The export is being saved',
  },
  segments: {
    label: 'Segment',
    everybody: 'Everybody',
    create: 'New segment',
    edit: 'Change this segment',
    editTitle: (name: string) => `Change “${name}”`,
    lead: 'A filter of the customers under a name, for the whole team.',
    name: 'Name',
    any: 'Any',
    yes: 'Yes',
    no: 'No',
    days: (count: number) => plural(count, { one: 'the last day', other: 'the last # days' }),
    channel: 'Wrote by',
    channels: { webchat: 'Web chat', crisp: 'Crisp', ticket: 'Ticket' },
    created: 'Known since',
    seen: 'Active in',
    notSeen: 'Not active in',
    openTickets: 'Has open tickets',
    hasEmail: 'Has an email address',
    saved: 'Segment saved',
    delete: 'Delete segment',
    deleted: 'Segment deleted. Its customers stay.',
    nobody: 'Nobody is in this segment',
    nobodyHint: 'Whoever it holds appears here by itself.',
  },
  importing: {
    title: 'Import customers',
    lead: 'A CSV file in UTF-8 whose first line names the columns. Nothing is changed before you have seen what would happen.',
    choose: 'Choose a file',
    reading: 'Reading the file…',
    columns: 'Where each column goes',
    column: (name: string) => `Where “${name}” goes`,
    leaveOut: 'Leave out',
    targets: {
      email: 'Email',
      name: 'Name',
      phone: 'Phone',
      company: 'Company',
      externalId: 'Id in another system',
    },
    key: 'A row is a customer you have when this is the same',
    keyMissing: 'Give one column to what recognises a customer.',
    check: 'Check the rows',
    checking: (rows: number) => plural(rows, { one: '# row checked', other: '# rows checked' }),
    running: (rows: number) => plural(rows, { one: '# row taken', other: '# rows taken' }),
    would: 'What would happen',
    result: 'What happened',
    created: (count: number) => plural(count, { one: '# new customer', other: '# new customers' }),
    updated: (count: number) =>
      plural(count, { one: '# customer changed', other: '# customers changed' }),
    unchanged: (count: number) =>
      plural(count, { one: '# row changed nothing', other: '# rows changed nothing' }),
    failed: (count: number) =>
      plural(count, { one: '# row is not taken', other: '# rows are not taken' }),
    failures: 'Rows that are not taken',
    line: 'Line',
    why: 'Why',
    back: 'Change the columns',
    start: 'Import',
    download: 'Save the rows that were not taken',
    goesOn: 'It goes on when you close this.',
  },
  privacy: {
    export: 'Export all data of this person',
    exported: 'The export is being saved',
    erase: 'Erase this person for good…',
    title: (name: string) => `Erase ${name} for good?`,
    lead: 'This cannot be undone, by nobody. Backups made before still hold the data until they are deleted.',
    goes: 'What is erased:',
    kept: {
      customers: (count: number) =>
        plural(count, {
          one: '# customer, merged ones included',
          other: '# customers, merged ones included',
        }),
      identities: (count: number) =>
        plural(count, { one: '# address or identity', other: '# addresses and identities' }),
      conversations: (count: number) =>
        plural(count, { one: '# conversation', other: '# conversations' }),
      messages: (count: number) => plural(count, { one: '# message', other: '# messages' }),
      tickets: (count: number) => plural(count, { one: '# ticket', other: '# tickets' }),
      files: (count: number) => plural(count, { one: '# file', other: '# files' }),
      activities: (count: number) =>
        plural(count, { one: '# timeline entry', other: '# timeline entries' }),
      notes: (count: number) => plural(count, { one: '# note', other: '# notes' }),
    },
    crisp:
      'Conversations in Crisp itself are not deleted there. Nothing older is brought back from it.',
    confirm: 'Type their name or email address to confirm',
    submit: 'Erase for good',
    begun: 'The person is being erased',
  },
  timeline: {
    merged: (name: string) => `Merged with ${name}`,
    unmerged: (name: string) => `Merge with ${name} undone`,
  },
}
