import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

/** What agents tell and see of each other, in English. */
export const togetherEn = {
  crossed: {
    replied: (name: string) => `${name} has replied meanwhile`,
    typing: (name: string) => `${name} is typing a reply right now`,
    lead: 'Yours has not been sent yet.',
    sendAnyway: 'Send anyway',
    keepWriting: 'Keep writing',
    meanwhile: (name: string) => `${name} replied meanwhile`,
    meanwhileSomebody: 'a colleague replied meanwhile',
  },
  viewers: {
    label: 'Colleagues here',
    viewing: (name: string) => `${name} is viewing`,
    typing: (name: string) => `${name} is typing a reply`,
  },
  availability: {
    label: 'Your state',
    states: { online: 'Online', away: 'Away', offline: 'Offline' },
    absent: {
      away: 'You are away: no new conversations are given to you.',
      offline: 'You have set yourself to offline: no new conversations are given to you.',
    },
    goOnline: 'Go online',
  },
  transfer: {
    open: 'Transfer',
    title: 'Transfer the conversation',
    to: 'To',
    choose: 'Choose an agent or a team',
    note: 'Note for whoever takes it',
    submit: 'Transfer',
    done: (name: string) => `The conversation went to ${name}`,
    takeOver: 'Take over',
    forYou: 'New for you',
  },
  teams: {
    title: 'Teams',
    lead: 'A conversation of a team goes to its members only.',
    none: 'No teams yet',
    create: 'Add team',
    edit: (name: string) => `Edit ${name}`,
    name: 'Name of the team',
    members: 'Members',
    memberCount: (count: number) => plural(count, { one: '# member', other: '# members' }),
    hours: 'Opening hours',
    hoursHint: 'for new web chats that go to it, and for its time to answer',
    hoursAs: {
      workspace: 'As the workspace',
      always: 'Always open',
      own: 'Hours of its own',
    },
    ownHours: 'own opening hours',
    delete: 'Delete team',
    deleteLead: 'Its conversations are everybody’s afterwards.',
    deleteSure: 'Delete for good',
    saved: (name: string) => `${name} was saved`,
    deleted: (name: string) => `${name} was deleted`,
    aTeam: (name: string) => `Team ${name}`,
    capacity: 'Max. chats',
    capacityOf: (name: string) => `How many conversations ${name} takes at once`,
    capacityHint: 'Empty: as many as the workspace says',
    capacityDefault: 'Default',
    capacityRange: (most: number) =>
      `A whole number from 0 to ${most}, or nothing for as many as the workspace says.`,
  },
  leaving: {
    title: 'Something is not sent yet',
    lead: (count: number) =>
      plural(count, {
        one: '# message of yours has not been sent.',
        other: '# messages of yours have not been sent.',
      }),
    drafts: 'There are drafts of yours.',
    files: 'There are files you chose and have not sent.',
    hint: 'Kept, they stay in this browser until you sign in here again. Nobody else can send them.',
    keep: 'Keep and sign out',
    discard: 'Discard and sign out',
    stay: 'Stay signed in',
  },
}

export type TogetherWords = typeof togetherEn
