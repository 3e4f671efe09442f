import type { Attachment } from '../contract/files.ts'
import type { ScheduledMessage } from '../contract/scheduled.ts'
import type { ScheduledRow } from './queries.ts'

/** The files of a scheduled reply. */
export const filesOf = ({ attachments }: ScheduledRow): Attachment[] =>
  attachments === null ? [] : (JSON.parse(attachments) as Attachment[])

export const viewScheduled = (row: ScheduledRow): ScheduledMessage => ({
  id: row.id,
  conversationId: row.conversationId,
  author: { id: row.authorId, name: row.authorName },
  content: row.content,
  ...(row.attachments !== null && { attachments: filesOf(row) }),
  clientMessageId: row.clientMessageId,
  isUndo: row.isUndo === 1,
  stopsOnReply: row.stopsOnReply === 1,
  dueAt: row.dueAt,
  state: row.state,
  heldBecause: row.heldBecause,
  messageId: row.messageId,
  createdAt: row.createdAt,
})
