import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')
const conversations = (count: number, verb: string) =>
  plural(count, { one: `# conversation ${verb}`, other: `# conversations ${verb}` })

/** Working through the inbox: filters, saved views, tags, snoozing, and acts on many conversations, in English. */
export const triageEn = {
  undoLast: 'Undo what was done last',
  filter: {
    open: 'Filter',
    clear: 'Clear',
    text: 'Name, email, phone or company',
    status: 'Status',
    statuses: { open: 'Open', snoozed: 'Snoozed', closed: 'Closed' },
    assignee: 'Assigned to',
    anybody: 'Anybody',
    me: 'Me',
    nobody: 'Nobody',
    team: 'Team',
    anyTeam: 'Any team',
    noTeam: 'No team',
    channel: 'Channel',
    anyChannel: 'Any channel',
    tags: 'Tags',
    waiting: 'Waiting',
    anyWait: 'Any time',
    minutes: (count: number) =>
      count < 60
        ? plural(count, { one: 'over # minute', other: 'over # minutes' })
        : plural(Math.round(count / 60), { one: 'over # hour', other: 'over # hours' }),
    waits: (count: number) =>
      count < 60
        ? plural(count, { one: 'Waiting over # minute', other: 'Waiting over # minutes' })
        : plural(Math.round(count / 60), {
            one: 'Waiting over # hour',
            other: 'Waiting over # hours',
          }),
    sort: 'Order',
    sorts: { activity: 'Newest activity', waiting: 'Longest waiting' },
    unknown: 'No longer there',
    remove: (name: string) => `Remove ${name}`,
    count: (count: number) => plural(count, { one: '# conversation', other: '# conversations' }),
    countOver: (count: number) =>
      plural(count, { one: 'over # conversation', other: 'over # conversations' }),
    nothing: 'No conversation matches',
    nothingFor: (text: string) => `No conversation with “${text}”`,
    showAll: 'Show all conversations',
    nothingHint: 'Take something of the filter away to see more.',
  },
  views: {
    label: 'Saved views',
    create: 'New view',
    save: 'Save view',
    editTitle: (name: string) => `Edit “${name}”`,
    name: 'Name of the view',
    share: 'Share with everybody',
    shareHint: 'All agents see it in their inbox.',
    isShared: 'Shared with everybody',
    saved: (name: string) => `The view “${name}” was saved`,
    more: (name: string) => `More for “${name}”`,
    edit: 'Edit',
    moveUp: 'Move up',
    moveDown: 'Move down',
    delete: 'Delete',
    gone: 'This view does not exist, or is no longer here.',
  },
  tags: {
    label: 'Tags',
    edit: 'Tags',
    find: 'Find a tag',
    choose: 'Choose',
    nothing: 'No such tag',
    noneToChoose: 'No tags yet. Supervisors make them in the settings.',
    noneToCreate: 'No tags yet. Type the name of the first one.',
    create: (name: string) => `Create “${name}”`,
    isOn: 'chosen',
    lead: 'Agents mark conversations with these. A tag that is merged into another one goes on as that.',
    none: 'No tags yet',
    noneHint: 'Make the first one, for instance “refund”.',
    add: 'Add tag',
    name: 'Name of the tag',
    color: 'Colour',
    colors: {
      grey: 'Grey',
      teal: 'Teal',
      blue: 'Blue',
      green: 'Green',
      yellow: 'Yellow',
      orange: 'Orange',
      red: 'Red',
    },
    editTitle: (name: string) => `Edit the tag ${name}`,
    mergeInto: 'Merge into',
    keep: 'Do not merge',
    merge: 'Merge',
    delete: 'Delete tag',
    deleteLead: 'It is taken off every conversation. This cannot be undone.',
    deleteSure: 'Delete for good',
    saved: (name: string) => `The tag ${name} was saved`,
    merged: (name: string, into: string) => `${name} is now ${into}`,
    deleted: (name: string) => `The tag ${name} was deleted`,
  },
  snooze: {
    open: 'Snooze',
    presets: { laterToday: 'Later today', tomorrow: 'Tomorrow morning', nextWeek: 'Next week' },
    untilReply: 'Until the customer writes',
    pick: 'Choose a time…',
    wake: 'End the snooze',
    title: 'Snooze until…',
    until: 'Back in the inbox',
    day: 'Day',
    time: 'Time',
    tooEarly: 'Please choose a time that is still to come.',
    submit: 'Snooze',
    command: (when: string) => `Snooze: ${when}`,
    returned: 'Back from snooze',
  },
  bulk: {
    label: 'Chosen conversations',
    selected: (count: number) => plural(count, { one: '# chosen', other: '# chosen' }),
    selectOne: (name: string) => `Choose the conversation with ${name}`,
    select: 'Choose the conversation, or no longer',
    selectTo: 'Choose all up to this conversation',
    selectShown: 'Choose all in the list',
    selectAll: 'All that match',
    onlyFirst: (count: number) =>
      plural(count, { one: 'Only the first one is chosen', other: 'Only the first # are chosen' }),
    clear: 'Choose none',
    close: 'Close',
    reopen: 'Reopen',
    assign: 'Assign',
    assignMe: 'Assign to me',
    team: 'Give to a team',
    noTeam: 'No team',
    snooze: 'Snooze',
    tag: 'Tags',
    command: (deed: string) => `Chosen conversations: ${deed}`,
    running: 'Working through the conversations',
    progress: (done: number, total: number) =>
      plural(total, { one: `${done} of # conversation`, other: `${done} of # conversations` }),
  },
  acts: {
    done: {
      assign: (count: number) => conversations(count, 'assigned'),
      team: (count: number) => conversations(count, 'given to a team'),
      close: (count: number) => conversations(count, 'closed'),
      reopen: (count: number) => conversations(count, 'reopened'),
      snooze: (count: number) => conversations(count, 'snoozed'),
      wake: (count: number) => conversations(count, 'brought back'),
      tag: (count: number) =>
        plural(count, {
          one: 'Tags of # conversation changed',
          other: 'Tags of # conversations changed',
        }),
    },
    unchanged: 'There was nothing to change',
    undone: (count: number) =>
      plural(count, {
        one: '# conversation is as it was',
        other: '# conversations are as they were',
      }),
    failed: (count: number) =>
      plural(count, {
        one: '# conversation stayed as it was',
        other: '# conversations stayed as they were',
      }),
    failedLead: 'Everything else was done.',
    someConversation: 'A conversation',
  },
}

export type TriageWords = typeof triageEn
