import { Settings } from '../contract/settings.ts'
import type { Sql, Tx } from '../db/transaction.ts'

/** The workspace's settings, defaults filled in. */
export async function readSettings(sql: Sql): Promise<Settings> {
  const rows = await sql.selectFrom('settings').select(['key', 'value']).execute()
  return Settings.parse(
    Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value) as unknown])),
  )
}

/** Keeps the given settings. */
export async function writeSettings(tx: Tx, values: Record<string, unknown>): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    const row = { key, value: JSON.stringify(value), updatedAt: tx.now }
    await tx.sql
      .insertInto('settings')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute()
  }
}
