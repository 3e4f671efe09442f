import { amongIds } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import type { Attachment, RemoteFile } from '../contract/files.ts'
import type { Kind } from './table.ts'
import { facets, tokensOf } from './tokens.ts'

/** What is to be found of a message, a customer or a ticket, and the time it is found under. */
export interface Document {
  targetId: string
  at: string
  tokens: string[]
}

/** Reads what there is now of these ids; what is gone, was taken back or cannot be shown has no document. */
export const loadDocuments: Record<Kind, (tx: Tx, ids: readonly string[]) => Promise<Document[]>> =
  { messages: loadMessages, customers: loadCustomers, tickets: loadTickets }

async function loadMessages(tx: Tx, ids: readonly string[]): Promise<Document[]> {
  const rows = await tx.sql
    .selectFrom('messages')
    .select(['id', 'conversationId', 'authorType', 'authorId', 'authorName', 'kind'])
    .select(['content', 'attachments', 'remoteFile', 'sentAt'])
    .where(amongIds(tx.database.dialect, 'id', ids))
    .where('removedAt', 'is', null)
    .where('kind', '!=', 'event')
    .execute()
  return rows.map((row) => {
    const names = namesOf(row)
    const hasFile = names.length > 0 || row.kind === 'file'
    const tokens = [
      ...tokensOf(row.content),
      ...names.flatMap((name) => [facets.gap, ...tokensOf(name)]),
      facets.conversation(row.conversationId),
      facets.authorType(row.authorType),
      ...(row.authorId === null ? [] : [facets.authorId(row.authorId)]),
      ...facets.authorName(row.authorName),
      ...(row.kind === 'note' ? [facets.note] : []),
      ...(hasFile ? [facets.file] : []),
    ]
    return { targetId: row.id, at: row.sentAt, tokens }
  })
}

/** The names of the files of a message. */
export function namesOf({
  attachments,
  remoteFile,
}: {
  attachments: string | null
  remoteFile: string | null
}): string[] {
  const here = attachments === null ? [] : (JSON.parse(attachments) as Attachment[])
  const there = remoteFile === null ? [] : [JSON.parse(remoteFile) as RemoteFile]
  return [...here, ...there].flatMap(({ name }) => name ?? [])
}

async function loadCustomers(tx: Tx, ids: readonly string[]): Promise<Document[]> {
  const rows = await tx.sql
    .selectFrom('customers')
    .select(['id', 'name', 'email', 'phone', 'company', 'createdAt'])
    .where(amongIds(tx.database.dialect, 'id', ids))
    .where('mergedInto', 'is', null)
    .execute()
  return rows.map(({ id, name, email, phone, company, createdAt }) => {
    const fields = [name, email, company, phone].map((field) => tokensOf(field ?? ''))
    const tokens = fields.flatMap((words) => [...words, facets.gap])
    return { targetId: id, at: createdAt, tokens: [...tokens, ...digitsOf(phone ?? '')] }
  })
}

// A number is written with and without spaces, with and without its country.
function digitsOf(phone: string): string[] {
  const digits = phone.replaceAll(/\D/g, '')
  if (digits.length < 6) return []
  const national = digits.startsWith('84') ? [digits.slice(2), `0${digits.slice(2)}`] : []
  return [digits, ...national, digits.replace(/^0/, '')]
}

function numberTokens(number: number): string[] {
  const padded = `${number}`.padStart(5, '0')
  return ['tk', padded, `tk${padded}`, 'tk', `${number}`, `tk${number}`]
}

async function loadTickets(tx: Tx, ids: readonly string[]): Promise<Document[]> {
  const rows = await tx.sql
    .selectFrom('tickets')
    .select(['id', 'number', 'subject', 'description', 'createdAt'])
    .where(amongIds(tx.database.dialect, 'id', ids))
    .execute()
  return rows.map(({ id, number, subject, description, createdAt }) => ({
    targetId: id,
    at: createdAt,
    tokens: [
      // TK-00012, TK00012, tk-12, tk12, 12.
      ...numberTokens(number),
      facets.gap,
      ...tokensOf(subject),
      facets.gap,
      ...tokensOf(description),
    ],
  }))
}
