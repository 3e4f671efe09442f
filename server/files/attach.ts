import type { Attachment } from '../contract/files.ts'
import { updateRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { type FileRow, lockUnattached, viewAttachment } from './queries.ts'

const HELD = { table: 'files', columns: ['attachedAt', 'createdAt'] } as const
const ATTACHED = { table: 'files', columns: ['messageId', 'attachedAt'] } as const

/** A message that wants files: they must have been uploaded to its conversation by its side, and be in no other. */
export interface Wanting {
  conversationId: string
  author: { type: string }
  attachmentIds?: readonly string[] | undefined
}

/** Uploads taken for the messages of one transaction. */
export interface Uploads {
  /** The files of one message; undefined when one of them is not there for it. Each is given once. */
  claim(message: Wanting): Attachment[] | undefined
  /** Says which message the claimed files went into. */
  attached(files: readonly Attachment[], messageId: string): void
  save(): Promise<void>
}

/** Takes the uploads a batch of messages wants, in one statement; in none when no message wants any. */
export async function takeUploads(tx: Tx, messages: readonly Wanting[]): Promise<Uploads> {
  const ids = messages.flatMap(({ attachmentIds = [] }) => attachmentIds)
  const rows = ids.length === 0 ? [] : await lockUnattached(tx, ids)
  const free = new Map(rows.map((row) => [row.id, row]))
  const taken: Array<Pick<FileRow, 'id' | 'messageId' | 'attachedAt'>> = []
  return {
    claim({ conversationId, author, attachmentIds = [] }) {
      const wanted = [...new Set(attachmentIds)].map((id) => free.get(id))
      const own = wanted.filter(
        (row) =>
          row?.conversationId === conversationId.toLowerCase() && row.uploadedBy === author.type,
      )
      if (own.length < wanted.length) return undefined
      return own.flatMap((row) => {
        if (row) free.delete(row.id)
        return row ? [viewAttachment(row)] : []
      })
    },
    attached(files, messageId) {
      for (const { id } of files) taken.push({ id, messageId, attachedAt: tx.now })
    },
    save: () => updateRows(tx.sql, tx.database.dialect, ATTACHED, taken),
  }
}

/**
 * Takes the uploads of a message that is sent later, so that they are kept until then; undefined when one of them is
 * not there for it.
 */
export async function reserveUploads(tx: Tx, message: Wanting): Promise<Attachment[] | undefined> {
  const files = (await takeUploads(tx, [message])).claim(message)
  if (files) await mark(tx, files, tx.now)
  return files
}

/** Gives reserved uploads back: a message can take them, and they are kept for as long as any fresh upload. */
export const releaseUploads = (tx: Tx, files: readonly Attachment[]): Promise<void> =>
  mark(tx, files, null)

const mark = (tx: Tx, files: readonly Attachment[], attachedAt: string | null): Promise<void> =>
  updateRows(
    tx.sql,
    tx.database.dialect,
    HELD,
    files.map(({ id }) => ({ id, attachedAt, createdAt: tx.now })),
  )
