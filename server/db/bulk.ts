import { CompiledQuery, sql } from 'kysely'
import type { Dialect } from './dialect.ts'
import { post } from './pipeline.ts'
import type { Sql } from './transaction.ts'

/** A table and the columns to write, in their TypeScript names. */
export interface BulkTarget {
  table: string
  columns: readonly string[]
}

type Row = object

// SQLite binds every value; sizes are few so that few statement texts exist and each stays prepared.
const CHUNKS = [64, 16, 4, 1]

const names = new Map<string, string>()

function snake(name: string): string {
  const known = names.get(name) ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  names.set(name, known)
  return known
}

/** Inserts many rows in few statements. Objects become JSON columns; a missing value is null. */
export async function insertRows(
  db: Sql,
  dialect: Dialect,
  into: BulkTarget,
  rows: readonly Row[],
): Promise<void> {
  const list = into.columns.map(snake).join(', ')
  const insert = `insert into ${into.table} (${list})`
  if (dialect === 'postgres') {
    await onPostgres(db, into, rows, (source) => `${insert} select ${list} from ${source} v`)
  } else {
    await onSqlite(db, into.columns, rows, (values) => `${insert} values ${values}`)
  }
}

/** Updates many rows by their `id` in few statements: each row gives new values for the columns. */
export async function updateRows(
  db: Sql,
  dialect: Dialect,
  into: BulkTarget,
  rows: readonly Row[],
): Promise<void> {
  const columns = ['id', ...into.columns]
  const set = into.columns
    .map(snake)
    .map((name) => `${name} = v.${name}`)
    .join(', ')
  const update = `update ${into.table} set ${set} from`
  const where = `where ${into.table}.id = v.id`
  if (dialect === 'postgres') {
    await onPostgres(
      db,
      { table: into.table, columns },
      rows,
      (source) => `${update} ${source} v ${where}`,
    )
  } else {
    const list = columns.map(snake).join(', ')
    await onSqlite(
      db,
      columns,
      rows,
      (values) => `with v (${list}) as (values ${values}) ${update} v ${where}`,
    )
  }
}

/** The condition `column in (ids)` whose text never depends on how many ids there are. */
export const amongIds = (dialect: Dialect, column: string, ids: readonly string[]) =>
  dialect === 'sqlite'
    ? sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(ids)}))`
    : sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`

/** All rows in one statement: they travel as one JSON parameter, whose values take the types of the table's columns. */
async function onPostgres(
  db: Sql,
  { table, columns }: BulkTarget,
  rows: readonly Row[],
  text: (source: string) => string,
): Promise<void> {
  if (rows.length === 0) return
  const json = JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map((key) => [snake(key), valueOf(row, key)]))),
  )
  const source = `jsonb_populate_recordset(null::${table}, $1::jsonb)`
  await db.executeQuery(post(CompiledQuery.raw(text(source), [json])))
}

async function onSqlite(
  db: Sql,
  columns: readonly string[],
  rows: readonly Row[],
  text: (values: string) => string,
): Promise<void> {
  for (let at = 0; at < rows.length;) {
    const size = CHUNKS.find((chunk) => chunk <= rows.length - at) ?? 1
    const parameters: unknown[] = []
    for (const row of rows.slice(at, at + size))
      for (const key of columns) parameters.push(bindable(valueOf(row, key)))
    await db.executeQuery(CompiledQuery.raw(text(marksOf(columns.length, size)), parameters))
    at += size
  }
}

const marks = new Map<string, string>()

// Thousands of characters, for every batch: made once.
function marksOf(columns: number, rows: number): string {
  const key = `${columns} ${rows}`
  const known = marks.get(key)
  if (known !== undefined) return known
  const row = `(${Array(columns).fill('?').join(', ')})`
  const made = Array(rows).fill(row).join(', ')
  marks.set(key, made)
  return made
}

const valueOf = (row: Row, key: string): unknown => (row as Record<string, unknown>)[key] ?? null

const bindable = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value
