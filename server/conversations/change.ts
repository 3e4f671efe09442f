import type { Updateable } from 'kysely'
import type { Delivery } from '../contract/conversations.ts'
import type { RemoteFile } from '../contract/files.ts'
import { updateRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { append } from '../stream/index.ts'
import { HEADS } from './append.ts'
import { asColumn } from './bring.ts'
import { type ConversationRow, findMessage, type MessageRow } from './queries.ts'
import { reorder } from './reorder.ts'
import type { MessageTable } from './table.ts'
import { refsOf, tellRewritten } from './tell.ts'
import { viewMessage, viewState } from './view.ts'

/** Says what a message says now. `row` must be held; what was taken back stays so. */
export async function editMessage(
  tx: Tx,
  row: ConversationRow,
  id: string,
  told: { content: string; remoteFile: RemoteFile | null; editedAt: string },
): Promise<void> {
  const message = await findMessage(tx.sql, id)
  if (!message || message.removedAt !== null || message.content === told.content) return
  const set = { ...told, remoteFile: asColumn(told.remoteFile) }
  await change(tx, row, { message, set, kind: 'message.changed' })
}

/** Takes a message back: its place stays, its content goes. `row` must be held. */
export async function removeMessage(tx: Tx, row: ConversationRow, id: string): Promise<void> {
  const message = await findMessage(tx.sql, id)
  if (!message || message.removedAt !== null) return
  const set = { content: '', attachments: null, remoteFile: null, removedAt: tx.now }
  await change(tx, row, { message, set, kind: 'message.removed' })
}

/** Takes every message of a conversation back, and tells it as one. `row` must be held. */
export async function removeMessages(tx: Tx, row: ConversationRow): Promise<void> {
  await tx.sql
    .updateTable('messages')
    .set({ content: '', attachments: null, remoteFile: null, removedAt: tx.now })
    .where('conversationId', '=', row.id)
    .where('kind', '!=', 'event')
    .where('removedAt', 'is', null)
    .execute()
  await tellRewritten(tx, row)
}

/** Says how far the way of a message to another system is done. `row` must be held. */
export async function setDelivery(
  tx: Tx,
  row: ConversationRow,
  id: string,
  { state, reason }: Delivery,
): Promise<void> {
  const message = await findMessage(tx.sql, id)
  if (!message || (message.delivery === state && message.deliveryError === reason)) return
  const set = { delivery: state, deliveryError: reason }
  await change(tx, row, { message, set, kind: 'message.changed' })
}

/** Gives a message the time and place another system has for it, and moves it where that puts it. `row` must be held. */
export async function dateMessage(
  tx: Tx,
  row: ConversationRow,
  id: string,
  { sentAt, rank }: Pick<MessageRow, 'sentAt' | 'rank'>,
): Promise<void> {
  await tx.sql.updateTable('messages').set({ sentAt, rank }).where('id', '=', id).execute()
  if (!(await reorder(tx, row))) return
  await updateRows(tx.sql, tx.database.dialect, HEADS, [row])
  await tellRewritten(tx, row)
}

/** Takes a message out of the thread because it is there a second time. `row` must be held, and nothing refer to it. */
export async function dropMessage(tx: Tx, row: ConversationRow, id: string): Promise<void> {
  await reorder(tx, row, { dropped: id })
  await updateRows(tx.sql, tx.database.dialect, HEADS, [row])
  await tellRewritten(tx, row)
}

interface Change {
  message: MessageRow
  set: Updateable<MessageTable>
  kind: 'message.changed' | 'message.removed'
}

async function change(tx: Tx, row: ConversationRow, { message, set, kind }: Change): Promise<void> {
  await tx.sql.updateTable('messages').set(set).where('id', '=', message.id).execute()
  const changed = viewMessage({ ...message, ...set } as MessageRow)
  append(tx, { kind, refs: refsOf(row), body: { message: changed, conversation: viewState(row) } })
}
