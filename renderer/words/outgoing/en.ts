import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

/** Replies that are sent later, in English. */
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
    waits: (name: string, time: string) => `Scheduled by ${name} for ${time}`,
    theirTime: (time: string) => `${time} for the customer`,
    stopsShort: 'not if the customer writes first',
    held: {
      customer_wrote: 'Not sent: the customer wrote first',
      conversation_closed: 'Not sent: the conversation was closed',
      author_gone: 'Not sent: whoever wrote it has no account any more',
    },
  },
}

export type OutgoingWords = typeof outgoingEn
