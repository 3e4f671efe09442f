import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

/** What Crisp adds to a thread, and its page in the settings, in English. */
export const crispEn = {
  message: {
    edited: 'edited',
    removed: 'This message was removed',
    pending: 'On its way to Crisp…',
    failed: (reason: string) => `Crisp did not take it (${reason})`,
    retry: 'Send again',
    discard: 'Discard',
  },
  file: {
    kinds: { file: 'File', animation: 'Animation', audio: 'Voice message' },
    seconds: (seconds: string) => `${seconds} s`,
    open: (name: string) => `Open ${name} where it is kept, in a new window`,
  },
  visitor: {
    blocked: 'Blocked at Crisp',
    website: 'Website',
    subject: 'Subject',
    segments: 'Segments',
    participants: 'Participants',
  },
  off: 'Crisp is not connected',
  offHint: 'Set CRISP_IDENTIFIER and CRISP_KEY where the server runs, and start it again.',
  connection: 'Connection',
  connections: {
    off: 'Not connected',
    connecting: 'Connecting',
    live: 'Live',
    down: 'Interrupted, trying again',
    refused: 'Refused',
  },
  since: (time: string) => `since ${time}`,
  refusedHint:
    'Crisp does not accept the credentials. Check CRISP_IDENTIFIER, CRISP_KEY and CRISP_TIER; it is tried again by itself.',
  quota: 'Requests today',
  quotaUsed: (used: string, perDay: string) => `${used} of ${perDay}`,
  waiting: 'Waiting to be sent',
  failed: 'Not accepted by Crisp',
  lost: 'Could not be read',
  noWebsites: 'No website of this token is known yet.',
  enabled: 'Take in what is said there',
  enabledHint: 'Switched off, nothing new of this website comes in.',
  team: 'Team for new conversations',
  everybody: 'Everybody',
  rules: {
    lead: 'New conversations of an inbox of Crisp can go to another team.',
    label: (website: string) => `Inboxes of ${website}`,
    team: (inbox: string) => `Team for the inbox ${inbox}`,
    inbox: 'Id of the Crisp inbox',
    add: 'Add inbox',
    remove: (inbox: string) => `Remove the inbox ${inbox}`,
  },
  conversations: 'Conversations here',
  lastEvent: 'Last event',
  caughtUp: 'Last caught up',
  lag: 'Delay of the last message',
  milliseconds: (time: string) => `${time} ms`,
  never: 'never',
  lastError: (error: string) => `Last problem: ${error}`,
  pastHint: 'What was said before the connection is not here yet.',
  past: 'Bring in the past',
  pastAgain: 'Look again',
  pastLabel: 'Bringing in the past',
  progress: (done: string, total: string, messages: string) =>
    `Conversations: ${done} / ${total} · new messages: ${messages}`,
  minutesLeft: (count: number) =>
    plural(count, { one: 'about # minute left', other: 'about # minutes left' }),
  dayHint: 'in UTC',
  compare: 'Compare',
  repair: 'Make it good',
  thereSide: 'At Crisp',
  hereSide: 'Here',
  counts: (conversations: string, messages: string) =>
    `Conversations: ${conversations} · messages: ${messages}`,
  same: 'Both sides are the same.',
  differences: (count: number) => plural(count, { one: '# difference', other: '# differences' }),
  repaired: 'made good',
  kinds: {
    missing_conversation: 'Conversation missing here',
    surplus_conversation: 'Conversation no longer at Crisp',
    missing_message: 'Message missing here',
    surplus_message: 'Message no longer at Crisp',
    different_message: 'Message says something else at Crisp',
  },
  compareTitle: 'Compare both sides',
  from: 'From',
  daysBackwards: 'This is before the first day.',
  daysTooMany: (most: number) =>
    plural(most, {
      one: 'At most # day is compared at once.',
      other: 'At most # days are compared at once.',
    }),
  to: 'To',
  comparing: (count: number) =>
    plural(count, {
      one: 'Comparing: # conversation so far',
      other: 'Comparing: # conversations so far',
    }),
  compareFailed: (error: string) => `The comparison broke off: ${error}`,
  dayColumn: 'Day',
  openHere: 'Open the conversation',
}
