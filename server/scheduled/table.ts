import type { HeldBecause, ScheduledMessage } from '../contract/scheduled.ts'

/** A reply the server sends at `dueAt`. Its files are taken from the uploads while it waits. */
export interface ScheduledMessageTable {
  id: string
  conversationId: string
  authorId: string
  authorName: string
  content: string
  /** JSON: its files; null without any. */
  attachments: string | null
  /** Unique within its conversation, and the key its message is stored under. */
  clientMessageId: string
  /** 1 when it is held only so that its writer can take it back. */
  isUndo: number
  /** 1 when it is kept back should the customer write first. */
  stopsOnReply: number
  /** Where the conversation stood when an agent last decided about it. */
  afterSeq: number
  dueAt: string
  state: ScheduledMessage['state']
  heldBecause: HeldBecause | null
  messageId: string | null
  createdAt: string
  updatedAt: string
}
