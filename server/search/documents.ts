import { domainsOf } from '../companies/index.ts'
import { amongIds } from '../db/bulk.ts'
import type { Dialect } from '../db/dialect.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import type { Attachment, RemoteFile } from '../contract/files.ts'
import { isKept } from './kept.ts'
import type { Kind } from './table.ts'
import { facets, tokensOf } from './tokens.ts'

/** What is to be found of a message, a customer or whatever else, and the time it is found under. */
export interface Document {
  targetId: string
  at: string
  tokens: string[]
}

/** Reads what there is now of these ids; what is gone, was taken back or cannot be shown has no document. */
export const loadDocuments: Record<Kind, (tx: Tx, ids: readonly string[]) => Promise<Document[]>> =
  {
    messages: loadMessages,
    customers: loadCustomers,
    tickets: loadTickets,
    notes: loadNotes,
    companies: loadCompanies,
  }

async function loadMessages(tx: Tx, ids: readonly string[]): Promise<Document[]> {
  const rows = await tx.sql
    .selectFrom('messages')
    .select(['id', 'conversationId', 'authorType', 'authorId', 'authorName', 'kind'])
    .select(['content', 'attachments', 'remoteFile', 'sentAt'])
    .where(amongIds(tx.database.dialect, 'id', ids))
    .where('removedAt', 'is', null)
    .where('kind', '!=', 'event')
    .where(isKept('messages.conversationId'))
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
    .where(isKept('customers.id'))
    .execute()
  const further = await furtherIdentities(tx.sql, tx.database.dialect, ids)
  return rows.map(({ id, name, email, phone, company, createdAt }) => {
    const identities = further.filter(({ customerId }) => customerId === id)
    const texts = [name, email, company, phone, ...identities.map(({ value }) => value)]
    const tokens = texts.flatMap((text) => [...tokensOf(text ?? ''), facets.gap])
    const numbers = identities.filter(({ kind }) => kind === 'phone').map(({ value }) => value)
    const digits = [phone ?? '', ...numbers].flatMap(digitsOf)
    return { targetId: id, at: createdAt, tokens: [...tokens, ...digits] }
  })
}

/** How customers are known besides what is shown of them first: what nobody types is not among it. */
export const furtherIdentities = (sql: Sql, dialect: Dialect, customerIds: readonly string[]) =>
  sql
    .selectFrom('customerIdentities')
    .innerJoin('customers', 'customers.id', 'customerIdentities.customerId')
    .select(['customerIdentities.customerId', 'kind', 'value'])
    .where(amongIds(dialect, 'customerIdentities.customerId', customerIds))
    .where('kind', 'in', ['email', 'phone', 'external'])
    .where((row) =>
      row.or([
        row('kind', '!=', 'email'),
        row('customers.email', 'is', null),
        row('value', '!=', row.ref('customers.email')),
      ]),
    )
    .execute()

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
    .where(isKept('tickets.id'))
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

async function loadNotes(tx: Tx, ids: readonly string[]): Promise<Document[]> {
  const rows = await tx.sql
    .selectFrom('customerNotes')
    .innerJoin('users', 'users.id', 'customerNotes.authorId')
    .select(['customerNotes.id', 'customerId', 'authorId', 'users.name', 'content'])
    .select('customerNotes.createdAt')
    .where(amongIds(tx.database.dialect, 'customerNotes.id', ids))
    .where(isKept('customerNotes.customerId'))
    .execute()
  return rows.map(({ id, customerId, authorId, name, content, createdAt }) => ({
    targetId: id,
    at: createdAt,
    tokens: [
      ...tokensOf(content),
      facets.customer(customerId),
      facets.authorType('agent'),
      facets.authorId(authorId),
      ...facets.authorName(name),
      facets.note,
    ],
  }))
}

async function loadCompanies(tx: Tx, ids: readonly string[]): Promise<Document[]> {
  const { dialect } = tx.database
  const rows = await tx.sql
    .selectFrom('companies')
    .select(['id', 'name', 'createdAt'])
    .where(amongIds(dialect, 'id', ids))
    .execute()
  const domains = await domainsOf(tx.sql, dialect, ids)
  return rows.map(({ id, name, createdAt }) => {
    const own = domains.filter(({ companyId }) => companyId === id)
    const texts = [name, ...own.map(({ domain }) => domain)]
    const tokens = texts.flatMap((text) => [...tokensOf(text), facets.gap])
    return { targetId: id, at: createdAt, tokens }
  })
}
