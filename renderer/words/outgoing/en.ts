import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

/** Replies that are sent later, and conversations that are merged and split, in English. */
export const outgoingEn = {
  outgoing: {
    menu: 'Ways to send',
    later: 'Send later',
    schedule: 'Schedule',
    presets: {
      hour: 'In one hour',
      evening: 'This evening',
      tomorrow: 'Tomorrow morning',
      monday: 'Monday morning',
    },
    pick: 'Pick a time…',
    pickCommand: 'Send later…',
    undoSend: 'Undo send',
    undoOff: 'Off: replies go out at once',
    seconds: (count: number) => plural(count, { one: '# second', other: '# seconds' }),
    undoCommand: 'Undo send',
    undoKey: 'Undo send while nothing is written',
    undo: 'Undo',
    sendingIn: (count: number) =>
      plural(count, { one: 'Goes out in # second', other: 'Goes out in # seconds' }),
    sending: 'Sending…',
    list: 'Replies that are sent later',
    editTitle: 'Change the scheduled reply',
    text: 'Reply',
    time: 'Time',
    past: 'Choose a time that is still to come.',
    forCustomer: (time: string, zone: string) => `${time} for the customer (${zone})`,
    stops: 'Do not send if the customer writes first',
    save: 'Save',
    edit: 'Edit',
    now: 'Send now',
    cancel: 'Cancel',
    cancelled: 'The scheduled reply was cancelled',
    keepText: 'Put it into the composer',
    waits: (name: string, time: string) => `Scheduled by ${name} for ${time}`,
    theirTime: (time: string) => `${time} for the customer`,
    stopsShort: 'not if the customer writes first',
    held: {
      customer_wrote: 'Not sent: the customer wrote first',
      conversation_closed: 'Not sent: the conversation was closed',
      author_gone: 'Not sent: whoever wrote it has no account any more',
    },
  },
  linking: {
    merge: 'Merge into another conversation…',
    split: 'Split the conversation…',
    mergeTitle: 'Merge into another conversation',
    mergeLead: 'This one is closed; the customer goes on in the one you choose. It can be undone.',
    noOthers:
      'This customer has no other open web chat. Chats of different customers cannot be merged: merge the customers first.',
    others: 'Other chats of this customer',
    splitTitle: 'Split from a message on',
    splitLead:
      'It and all that follows become a new conversation, in which the customer goes on. This one is closed. It can be undone.',
    messages: 'First message of the new conversation',
    count: (count: number) => plural(count, { one: '# message', other: '# messages' }),
    goesOn: (count: number) =>
      plural(count, {
        one: '# message goes to the new conversation',
        other: '# messages go to the new conversation',
      }),
    merged: 'The conversations were merged',
    splitDone: 'The conversation was split',
    stub: {
      merged: 'Merged into another conversation, where the customer goes on.',
      split: 'This conversation was split. The customer goes on in the new one.',
      unsplit: 'The split was undone. The customer went back to the other conversation.',
    },
    open: 'Open',
    section: (count: number, time: string) =>
      plural(count, {
        one: `# message of a merged conversation of ${time}`,
        other: `# messages of a merged conversation of ${time}`,
      }),
    openSource: 'Open this conversation',
  },
}

export type OutgoingWords = typeof outgoingEn
