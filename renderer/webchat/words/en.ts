import { pluralIn } from '../../words/plural.ts'

const plural = pluralIn('en')
const duration = (seconds: number) =>
  seconds < 120
    ? plural(seconds, { one: '# second', other: '# seconds' })
    : plural(Math.ceil(seconds / 60), { one: '# minute', other: '# minutes' })

/** Every text of the web chat, in English. The other languages have its type: a missing text does not compile. */
export const en = {
  title: 'Chat',
  waiting: 'Write to us; we answer here.',
  withAgent: 'Your support agent',
  you: 'You:',
  from: (name: string) => `${name}:`,
  closeWindow: 'Close chat window',
  unreadTitle: (count: number, title: string) => `(${count}) ${title}`,
  link: {
    connecting: 'Connecting…',
    lost: 'Connection lost. Reconnecting…',
    lostChat: 'Connection lost. What you write is kept and sent when it is back.',
    offline: 'You are offline. What you write is kept and sent when the connection is back.',
    offlineForm: 'You are offline. The chat starts when the connection is back.',
    waits: 'Your message is kept in this browser and is sent when the connection is back.',
  },
  sync: {
    current: 'Up to date',
    behind: 'Catching up…',
    since: (clock: string) => `Offline since ${clock}`,
  },
  away: {
    title: 'Nobody is here right now',
    quiet: 'Nobody is here right now.',
    again: (when: string) => `We answer again ${when} (your time).`,
    unknown: 'We answer as soon as we are back.',
    lead: 'Leave us a message with your email address, and it gets an answer.',
    message: 'Your message',
    messageMissing: 'Please write a message.',
    send: 'Leave message',
    today: (clock: string) => `today at ${clock}`,
    tomorrow: (clock: string) => `tomorrow at ${clock}`,
    on: (day: string, clock: string) => `on ${day} at ${clock}`,
  },
  form: {
    title: 'How can we help?',
    intro: 'Tell us who you are, and we can begin.',
    name: 'Name',
    email: 'Email',
    start: 'Start chat',
    starting: 'Starting…',
    nameShort: 'Please enter your name, with at least 2 characters.',
    nameLong: 'This name is too long.',
    missing: 'Please fill this in.',
    unchosen: 'Please choose one.',
    tooLong: 'This is too long.',
    choose: 'Choose…',
    optional: (label: string) => `${label} (optional)`,
    emailWrong: 'Please enter a full email address, like name@example.com.',
  },
  thread: {
    label: 'Messages',
    loading: 'Loading the conversation…',
    empty: (name: string) => `Hello ${name}! What would you like to know?`,
    joined: (name: string) => `${name} joined the chat`,
    typing: (name: string) => `${name} is typing…`,
    newer: (count: number) => plural(count, { one: '# new message', other: '# new messages' }),
    toEnd: 'Go to the latest message',
    opensNew: 'Opens in a new window',
  },
  state: {
    sending: 'Sending…',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    failed: 'Not sent',
    retry: 'Try again',
    remove: 'Remove',
  },
  composer: {
    label: 'Message',
    placeholder: 'Write a message…',
    send: 'Send',
    tooLong: (over: number) =>
      plural(over, { one: '# character too many', other: '# characters too many' }),
  },
  files: {
    attach: 'Attach files',
    remove: (name: string) => `Remove ${name}`,
    empty: 'This file is empty.',
    large: (megabytes: number) => `This file is larger than ${megabytes} MB.`,
    kind: 'Files of this kind cannot be sent.',
    many: (most: number) =>
      plural(most, {
        one: 'At most # file with one message.',
        other: 'At most # files with one message.',
      }),
    broken: 'The connection broke off.',
    kept: 'The file is kept here.',
    loose: 'No room to keep it here: leave this page open until it is sent.',
    file_lost: (name: string) => `${name} is no longer here and was not sent.`,
    file_refused: (name: string) => `${name} cannot be sent.`,
  },
  emoji: 'Emoji',
  end: {
    open: 'End chat',
    ask: 'End this chat?',
    yes: 'End chat',
    no: 'Go on',
  },
  closed: {
    title: 'This chat is closed.',
    again: 'Start a new chat',
    transcript: 'Download transcript',
  },
  rating: {
    ask: 'How was this chat?',
    scores: ['Very bad', 'Bad', 'Okay', 'Good', 'Very good'],
    comment: 'Would you like to add something? (optional)',
    send: 'Send rating',
    thanks: 'Thank you for your rating.',
    yours: (score: string) => `Your rating: ${score}`,
    change: 'Change',
  },
  problem: {
    wait: (seconds: number) => `Too many at once. Please wait ${duration(seconds)}.`,
    waitToStart: (seconds: number) =>
      `Too many at once. Your message is kept and goes on in ${duration(seconds)}.`,
    waitToSend: (seconds: number) => `Too many messages at once. Going on in ${duration(seconds)}.`,
    tooMany: 'That was too many at once. Please try again.',
    unreachable: 'The server did not answer. Please try again.',
    unexpected: 'Something went wrong. Please try again.',
    invalid: 'The server could not accept this. Please check your name and email.',
    session_closed: 'This chat is closed.',
    message_empty: 'There is nothing to read in this message.',
    message_too_long: 'This message is too long.',
    validation_failed: 'This message has characters that cannot be stored.',
  },
}

export type Words = typeof en
