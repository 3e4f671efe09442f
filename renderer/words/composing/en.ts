import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

/** What helps agents to write, in English. */
export const composingEn = {
  composing: {
    draft: 'Draft',
    joined: 'What you wrote on another device was added to the draft',
    lists: { '@': 'Teammates', '/': 'Canned replies', ':': 'Emoji' },
    unfilled: 'Not filled in:',
    unfilledTitle: 'Not everything is filled in',
    unfilledLead: 'The customer would read this as it stands:',
    sendUnfilled: 'Send anyway',
    fillIn: 'Fill in',
    preview: 'How it will look',
    previewEmpty: 'Nothing written yet',
    showPreview: 'Show how it will look',
    sendBy: 'Send with',
    sendKeys: { enter: 'Enter', modEnter: (key: string) => `${key} + Enter` },
    hintMod: (key: string) => `${key} + Enter sends, Enter starts a new line`,
    keys: {
      bold: 'Bold',
      italic: 'Italic',
      code: 'Code',
      strike: 'Strikethrough',
      link: 'Make the selected words a link',
      canned: 'Insert a canned reply',
      emoji: 'Insert an emoji by its name',
      mention: 'Name a teammate in a note',
    },
  },
  canned: {
    title: 'Canned replies',
    go: 'Go to canned replies',
    search: 'Search canned replies',
    create: 'New canned reply',
    none: 'No canned replies yet',
    noneHint: 'Keep what you write often. In a conversation, / and its shortcut brings it up.',
    notFound: 'Nothing found.',
    shared: 'Shared',
    uses: (count: number) => plural(count, { one: 'used # time', other: 'used # times' }),
    edit: 'Edit',
    editOne: (title: string) => `Edit “${title}”`,
    saved: (title: string) => `“${title}” is saved`,
    deleted: (title: string) => `“${title}” is deleted`,
    delete: 'Delete',
    deleteSure: 'Delete for good',
    shortcut: 'Shortcut',
    shortcutHint: 'typed after /',
    name: 'Title',
    text: 'Text',
    textHint: '**bold**, _italic_, - list',
    preview: 'Preview',
    placeholders: 'Placeholders',
    placeholdersHint:
      'Filled in when it is inserted. After | stands what is written when it is not known: {{customer.firstName|there}}',
    stands: {
      'customer.name': 'The customer’s name',
      'customer.firstName': 'What the customer is called',
      'customer.email': 'The customer’s email',
      'customer.phone': 'The customer’s phone number',
      'customer.company': 'The customer’s company',
      'agent.name': 'Your name',
      'agent.firstName': 'What you are called',
      'conversation.id': 'The id of the conversation',
      'ticket.number': 'The number of the ticket',
    },
    language: 'Language',
    anyLanguage: 'Any',
    share: 'Share with the team',
    shareHint: 'Everybody can use it; supervisors and admins can change it.',
    example: {
      name: 'Ruth Patel',
      email: 'ruth@example.com',
      company: 'Patel & Sons',
      ticket: 'TK-00042',
    },
  },
}

/** What every language says of it. */
export type ComposingWords = typeof composingEn
