import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, vi } from 'vitest'
import type { TestDatabase } from './databases.ts'
import type { TestServer } from './server.ts'

const WAIT = { timeout: 15_000, interval: 50 }

/** A word that is nowhere else. */
export const freshWord = (): string => `zq${crypto.randomUUID().replaceAll('-', '')}`

/** Every place in the database that holds a word: columns of text on Postgres, bytes of the files on SQLite. */
export async function placesOf(
  { server, on }: { server: TestServer; on: TestDatabase },
  word: string,
): Promise<string[]> {
  const folder = on.environment['DATA_DIR'] ?? ''
  // The index of the search has a file of its own, and a test of its own for this.
  const files = (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => !name.includes('-search.db'))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(word))
  if (server.database.dialect === 'sqlite') return files
  const { rows: columns } = await sql<{ table: string; column: string }>`
    select c.table_name as "table", c.column_name as "column" from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and c.data_type in ('text', 'json', 'jsonb', 'character varying', 'tsvector')`.execute(
    server.database.sql,
  )
  const found = await Promise.all(
    columns.map(async ({ table, column }) => {
      const { rows } = await sql`select 1 from ${sql.id(table)}
        where cast(${sql.id(column)} as text) like ${`%${word}%`} limit 1`.execute(
        server.database.sql,
      )
      return rows.length > 0 ? [`${table}.${column}`] : []
    }),
  )
  return [...files, ...found.flat()]
}

/** Erases a customer, and waits until all of them is gone. */
export async function eraseAndWait(
  { admin }: Pick<TestServer, 'admin'>,
  id: string,
  confirm: string,
): Promise<void> {
  const { status, body } = await admin.post(`/api/customers/${id}/erase`, { confirm })
  expect(status).toBe(201)
  await vi.waitFor(async () => {
    const { body: now } = await admin.get(`/api/erasures/${body.data.id}`)
    expect(now.data.state).toBe('done')
  }, WAIT)
}
