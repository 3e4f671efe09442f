import { z } from 'zod'
import { ChatOrigin, Settings } from '../contract/settings.ts'
import type { Sql, Tx } from '../db/transaction.ts'

const { workspaceName, customerRegistration, chatOrigins, currency } = Settings.shape

// A value that cannot be read must not stop the server: it counts as not set, or as allowing nobody.
const Stored = z.object({
  workspaceName: workspaceName.catch('Frontdesk'),
  customerRegistration: customerRegistration.catch(false),
  currency: currency.catch('USD'),
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

/** The stored values of these keys; what cannot be read is null, what is not stored is not there. */
export async function storedValues(
  sql: Sql,
  keys: readonly string[],
): Promise<Record<string, unknown>> {
  const rows = await sql
    .selectFrom('settings')
    .select(['key', 'value'])
    .where('key', 'in', keys)
    .execute()
  return Object.fromEntries(rows.map((row) => [row.key, parsed(row.value)]))
}

/** The workspace's settings, defaults filled in. */
export const readSettings = async (sql: Sql): Promise<Settings> =>
  Stored.parse(await storedValues(sql, Object.keys(Settings.shape)))

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
