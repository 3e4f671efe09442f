import { z } from 'zod'
import { ChatOrigin, Settings } from '../contract/settings.ts'
import type { Sql, Tx } from '../db/transaction.ts'

const { workspaceName, customerRegistration, chatOrigins } = Settings.shape

// A value that cannot be read must not stop the server: it counts as not set, or as allowing nobody.
const Stored = z.object({
  workspaceName: workspaceName.catch('Frontdesk'),
  customerRegistration: customerRegistration.catch(false),
  chatOrigins: z
    .array(z.unknown())
    .transform((stored) => stored.flatMap((each) => ChatOrigin.safeParse(each).data ?? []))
    .catch([])
    .prefault(chatOrigins.parse(undefined)),
})

function parsed(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return null
  }
}

/** The workspace's settings, defaults filled in. */
export async function readSettings(sql: Sql): Promise<Settings> {
  const rows = await sql.selectFrom('settings').select(['key', 'value']).execute()
  return Stored.parse(Object.fromEntries(rows.map((row) => [row.key, parsed(row.value)])))
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
