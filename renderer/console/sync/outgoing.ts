import type { Message } from '../../../server/contract/conversations.ts'
import type { Hold } from '../../../server/contract/scheduled.ts'
import type { WaitingFile } from '../../files/waiting.ts'

/** A message on its way, as it is kept on disk. The id is made once: however often it is sent, it is stored once. */
export interface Outgoing {
  /** Its place in the queue, given by the disk. */
  readonly place: number
  /** The agent who wrote it; nobody else ever sends it. */
  readonly account: string
  readonly clientMessageId: string
  readonly conversationId: string
  readonly content: string
  readonly visibility: Message['visibility']
  /** The ticket whose thread it goes to; absent for a conversation. */
  readonly ticketId?: string
  readonly attachments?: readonly WaitingFile[]
  /** The agents a note names. */
  readonly mentions?: readonly string[]
  /** The last message its writer saw, so that a colleague's reply in between is noticed. */
  readonly seenSeq?: number
  /** The server keeps it and sends it later. */
  readonly hold?: Hold
  readonly writtenAt: string
  readonly state: 'sending' | 'failed'
  /** How often it was handed to the server, whether or not an answer came. */
  readonly attempts: number
  /** While it waits because the server asked for it: when it is tried again, in milliseconds of `Date.now()`. */
  readonly triesAgainAt?: number
  /** Why the server refused it: its code, and its words in the agent's language. */
  readonly code?: string
  readonly reason?: string
}

/** The bytes of a file that waits, as they are kept on disk. */
export interface KeptFile {
  readonly key: string
  readonly account: string
  /** Where it was chosen (`composerOf`). */
  readonly composer: string
  readonly bytes: File
}

export type Mode = 'reply' | 'note'

/** Which of the composers of an account a file is chosen in. */
export const composerOf = (conversationId: string, mode: Mode) => `${conversationId} ${mode}`

export const modeOf = ({ visibility }: Pick<Outgoing, 'visibility'>): Mode =>
  visibility === 'internal' ? 'note' : 'reply'

/** What is written in each of the two. */
export interface Texts {
  readonly reply: string
  readonly note: string
}

/** What is written and not sent: a reply and a note, each by itself, so that a slip makes neither the other. */
export interface Draft {
  /** What is written in the kind that is open. */
  readonly text: string
  readonly mode: Mode
  /** What is written in the other kind. */
  readonly aside?: string
  /** The last message that was there when the draft was begun; null while nothing is written. */
  readonly sinceSeq: number | null
  /** The server's version it was written over; absent where the server has none. */
  readonly version?: number
  /** What that version says: by it a change here is told from one elsewhere. */
  readonly base?: Texts
  /** When it was last changed here; absent once the server has it. */
  readonly editedAt?: string
}

export const isBlankDraft = ({ text, aside = '' }: Draft) => `${text}${aside}`.trim() === ''

export const textsOf = ({ mode, text, aside = '' }: Draft): Texts =>
  mode === 'reply' ? { reply: text, note: aside } : { reply: aside, note: text }

/** The same texts with one of them open. */
export const opened = ({ reply, note }: Texts, mode: Mode) =>
  mode === 'reply' ? { mode, text: reply, aside: note } : { mode, text: note, aside: reply }

/** The draft with the other kind open: what was written in each stays there. */
export const turnedTo = <D extends Draft>(draft: D, mode: Mode): D =>
  mode === draft.mode ? draft : { ...draft, mode, text: draft.aside ?? '', aside: draft.text }

/** A draft as it is kept on disk. */
export type KeptDraft = Draft & { readonly account: string; readonly conversationId: string }
