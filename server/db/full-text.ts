import { type RawBuilder, sql } from 'kysely'
import { insertRows } from './bulk.ts'
import type { Dialect } from './dialect.ts'
import { momentOf, numberAt } from './document-number.ts'
import type { Sql } from './transaction.ts'

/** Tokens that stand next to each other, in this order; with `isPrefix` the last is only how a token begins. */
export interface Phrase {
  tokens: readonly string[]
  isPrefix: boolean
}

/** What is looked for: of each of `all` at least one phrase, and none of `none`. */
export interface Wanted {
  all: ReadonlyArray<readonly Phrase[]>
  none: readonly Phrase[]
}

/** A table of documents. Each has a number, which says how new it is, the id of what it stands for, and its tokens. */
export type DocumentTable = (typeof DOCUMENT_TABLES)[number]
export const DOCUMENT_TABLES = [
  'search_messages',
  'search_customers',
  'search_tickets',
  'search_notes',
  'search_companies',
] as const

export interface NewDocument {
  id: number
  targetId: string
  tokens: readonly string[]
}

/** A part of a table: numbers below `below` and from `from` on, at most `limit` of them. */
export interface Range {
  below: number
  from: number
  limit: number
}

/** Adds documents whose numbers and targets are new. */
export async function putDocuments(
  db: Sql,
  dialect: Dialect,
  table: DocumentTable,
  documents: readonly NewDocument[],
): Promise<void> {
  if (dialect === 'postgres') {
    const rows = documents.map((each) => ({ ...each, words: vectorOf(each) }))
    return insertRows(db, dialect, { table, columns: ['id', 'targetId', 'words'] }, rows)
  }
  await insertRows(db, dialect, { table, columns: ['id', 'targetId'] }, documents)
  const rows = documents.map(({ id, tokens }) => ({ rowid: id, words: tokens.join(' ') }))
  await insertRows(db, dialect, { table: `${table}_words`, columns: ['rowid', 'words'] }, rows)
}

/** Takes documents away by their numbers. */
export async function dropDocuments(
  db: Sql,
  dialect: Dialect,
  table: DocumentTable,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return
  const among = numbersIn(dialect, ids)
  await sql`delete from ${sql.raw(table)} where id in ${among}`.execute(db)
  if (dialect === 'sqlite')
    await sql`delete from ${sql.raw(`${table}_words`)} where rowid in ${among}`.execute(db)
}

/** Takes all documents of a table away. */
export async function dropAllDocuments(
  db: Sql,
  dialect: Dialect,
  table: DocumentTable,
): Promise<void> {
  await sql`delete from ${sql.raw(table)}`.execute(db)
  const words = sql.raw(`${table}_words`)
  if (dialect === 'sqlite')
    await sql`insert into ${words} (${words}) values ('delete-all')`.execute(db)
}

/** A list of numbers to compare with, in a text that does not depend on how many there are. */
export const numbersIn = (dialect: Dialect, numbers: readonly number[]): RawBuilder<unknown> =>
  dialect === 'sqlite'
    ? sql`(select value from json_each(${JSON.stringify(numbers)}))`
    : sql`(select unnest(${numbers}::bigint[]))`

/** The numbers of the newest documents of a range that hold what is wanted, newest first. */
export function findDocuments(
  db: Sql,
  dialect: Dialect,
  table: DocumentTable,
  { wanted, ...range }: Range & { wanted: Wanted },
): Promise<number[]> {
  if (wanted.all.length === 0) return newest(db, table, range)
  return dialect === 'sqlite'
    ? findOnSqlite(db, table, { wanted, ...range })
    : findOnPostgres(db, table, { wanted, ...range })
}

async function idsOf(db: Sql, query: RawBuilder<{ id: number }>): Promise<number[]> {
  return (await query.execute(db)).rows.map(({ id }) => id)
}

const newest = (db: Sql, table: DocumentTable, { below, from, limit }: Range) =>
  idsOf(
    db,
    sql`select id from ${sql.raw(table)} where id < ${below} and id >= ${from} order by id desc limit ${limit}`,
  )

// FTS5 reads the documents of a word from the newest on, and stops at the limit.
function findOnSqlite(
  db: Sql,
  table: DocumentTable,
  { wanted, below, from, limit }: Range & { wanted: Wanted },
): Promise<number[]> {
  const words = sql.raw(`${table}_words`)
  return idsOf(
    db,
    sql`select rowid as id from ${words} where ${words} match ${matchOf(wanted)}
      and rowid < ${below} and rowid >= ${from} order by rowid desc limit ${limit}`,
  )
}

function matchOf({ all, none }: Wanted): string {
  const phrase = ({ tokens, isPrefix }: Phrase) => `"${tokens.join(' ')}"${isPrefix ? ' *' : ''}`
  const any = (phrases: readonly Phrase[]) => `(${phrases.map(phrase).join(' OR ')})`
  const wanted = `(${all.map(any).join(' AND ')})`
  return none.length === 0 ? wanted : `${wanted} NOT ${any(none)}`
}

const HOUR_MS = 3_600_000
// A GIN index gives all documents of a word or none. These are words too: when a document was written, in spans of which
// each is a multiple of the one before, so that what is common is looked for among the newest first.
const SPANS = [4 * HOUR_MS, 96 * HOUR_MS, 2_304 * HOUR_MS]
const spanToken = (level: number, moment: number) =>
  `^${level}x${Math.floor(moment / (SPANS[level] ?? 1))}`
const spansOf = (id: number) => SPANS.map((_, level) => spanToken(level, momentOf(id)))

// All documents of such a table are looked through as fast as those of a span.
const SMALL = 10_000

/** The newest document of a range, and how many its table has as far as Postgres knows (-1 when it does not). */
interface Top {
  id: number
  size: number
}

const isSmall = ({ size }: Top) => size >= 0 && size < SMALL

async function topOf(db: Sql, table: DocumentTable, { below, from }: Range) {
  const { rows } = await sql<Top>`
    select id, (select reltuples from pg_class where oid = ${sql.lit(table)}::regclass) as size
    from ${sql.raw(table)} where id < ${below} and id >= ${from} order by id desc limit 1`.execute(
    db,
  )
  return rows[0]
}

async function findOnPostgres(
  db: Sql,
  table: DocumentTable,
  { wanted, ...range }: Range & { wanted: Wanted },
): Promise<number[]> {
  const top = await topOf(db, table, range)
  if (!top) return []
  if (isSmall(top)) return findWithin(db, table, { wanted, ...range })
  const moment = momentOf(top.id)
  let expected = Infinity
  for (const [level, span] of SPANS.entries()) {
    const begins = (Math.floor(moment / span) - 1) * span
    const from = Math.max(range.from, numberAt(begins))
    const isLast = from === range.from
    // Where what a narrower span held lets expect too few, the wider one that follows is asked at once.
    if (expected * span < range.limit && !isLast) continue
    const tokens = [spanToken(level, moment), spanToken(level, begins)]
    const within = tokens.map((token) => ({ tokens: [token], isPrefix: false }))
    const narrowed = { ...wanted, all: [...wanted.all, within] }
    const found = await findWithin(db, table, { wanted: narrowed, ...range, from })
    if (found.length >= range.limit || isLast) return found
    expected = found.length / span
  }
  return findWithin(db, table, { wanted, ...range })
}

// Not by the order of the key: a word that is rarer than it seems would have the whole table read along it.
const findWithin = (
  db: Sql,
  table: DocumentTable,
  { wanted, below, from, limit }: Range & { wanted: Wanted },
) =>
  idsOf(
    db,
    sql`select id from ${sql.raw(table)} where words @@ ${queryOf(wanted)}::tsquery
      and id < ${below} and id >= ${from} order by id + 0 desc limit ${limit}`,
  )

const quoted = (token: string) => `'${token.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`

function queryOf({ all, none }: Wanted): string {
  const phrase = ({ tokens, isPrefix }: Phrase) =>
    `(${tokens.map(quoted).join(' <-> ')}${isPrefix ? ':*' : ''})`
  const any = (phrases: readonly Phrase[]) => `(${phrases.map(phrase).join(' | ')})`
  return [...all.map(any), ...none.map((each) => `!${phrase(each)}`)].join(' & ')
}

const POSITION_MAX = 16_383

/** The tokens with their places, as Postgres writes a `tsvector`. */
function vectorOf({ id, tokens }: NewDocument): string {
  const places = new Map<string, number[]>()
  for (const [index, token] of tokens.entries()) {
    const known = places.get(token)
    if (known) known.push(index + 1)
    else places.set(token, [index + 1])
  }
  const words = [...places].map(
    ([token, at]) => `${quoted(token)}:${at.filter((place) => place <= POSITION_MAX).join(',')}`,
  )
  return [...words.map((word) => word.replace(/:$/, '')), ...spansOf(id).map(quoted)].join(' ')
}
