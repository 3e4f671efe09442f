import { sql } from 'kysely'
import type { Dialect } from './dialect.ts'
import type { Sql } from './transaction.ts'

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const toJson = (rows: ReadonlyArray<Record<string, unknown>>, columns: readonly string[]) => {
  const names = columns.map((column) => [column, snake(column)] as const)
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(names.map(([key, name]) => [name, row[key] ?? null]))),
  )
}

/**
 * Inserts many rows by one statement whose text never depends on their number: the rows travel as one JSON parameter.
 * Nested objects become JSON columns. All rows must have the keys of `columns`.
 */
export async function insertRows(
  db: Sql,
  dialect: Dialect,
  into: { table: string; columns: readonly string[] },
  rows: ReadonlyArray<Record<string, unknown>>,
): Promise<void> {
  if (rows.length === 0) return
  const names = into.columns.map(snake)
  const list = sql.raw(names.join(', '))
  const table = sql.raw(into.table)
  const json = toJson(rows, into.columns)
  const source =
    dialect === 'sqlite'
      ? sql`select ${sql.raw(names.map((name) => `value ->> '$.${name}'`).join(', '))} from json_each(${json})`
      : sql`select ${list} from jsonb_populate_recordset(null::${table}, ${json}::jsonb)`
  await sql`insert into ${table} (${list}) ${source}`.execute(db)
}

/** Updates many rows by id with one statement: each row of `rows` gives new values for `columns`. */
export async function updateRows(
  db: Sql,
  dialect: Dialect,
  into: { table: string; columns: readonly string[] },
  rows: ReadonlyArray<Record<string, unknown>>,
): Promise<void> {
  if (rows.length === 0) return
  const table = sql.raw(into.table)
  const json = toJson(rows, ['id', ...into.columns])
  const value = (name: string) => (dialect === 'sqlite' ? `v.value ->> '$.${name}'` : `v.${name}`)
  const changes = sql.raw(
    into.columns
      .map(snake)
      .map((name) => `${name} = ${value(name)}`)
      .join(', '),
  )
  const source =
    dialect === 'sqlite'
      ? sql`json_each(${json}) v`
      : sql`jsonb_populate_recordset(null::${table}, ${json}::jsonb) v`
  await sql`update ${table} set ${changes} from ${source} where ${table}.id = ${sql.raw(value('id'))}`.execute(
    db,
  )
}

/** The condition `column in (ids)` whose text never depends on how many ids there are. */
export const amongIds = (dialect: Dialect, column: string, ids: readonly string[]) =>
  dialect === 'sqlite'
    ? sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(ids)}))`
    : sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`
