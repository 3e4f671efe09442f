import { createHmac, randomBytes } from 'node:crypto'
import type { Sql, Tx } from '../db/transaction.ts'
import { insertRows } from '../db/bulk.ts'
import { storedValues, writeSettings } from '../settings/index.ts'

const SALT = 'erasureSalt'

/** Something an erased person was known by: an identity, or a conversation on another system. */
export interface Trace {
  kind: string
  value: string
}

async function saltOf(sql: Sql): Promise<string | undefined> {
  const salt = (await storedValues(sql, [SALT]))[SALT]
  return typeof salt === 'string' ? salt : undefined
}

const hashOf = (salt: string, { kind, value }: Trace) =>
  createHmac('sha256', salt).update(`${kind}\n${value}`).digest('base64url')

/** Keeps what would let an older copy elsewhere bring an erased person back, in a form that tells nobody who it was. */
export async function layTombstones(tx: Tx, traces: readonly Trace[], at = tx.now): Promise<void> {
  if (traces.length === 0) return
  const known = await saltOf(tx.sql)
  const salt = known ?? randomBytes(32).toString('base64url')
  if (known === undefined) await writeSettings(tx, { [SALT]: salt })
  const hashes = new Set(traces.map((trace) => hashOf(salt, trace)))
  await tx.sql
    .deleteFrom('tombstones')
    .where('hash', 'in', [...hashes])
    .execute()
  const rows = [...hashes].map((hash) => ({ hash, erasedAt: at }))
  const into = { table: 'tombstones', columns: ['hash', 'erasedAt'] }
  await insertRows(tx.sql, tx.database.dialect, into, rows)
}

/** When whoever is known by any of these was erased, the latest time; undefined when nobody was. */
export async function erasedAt(sql: Sql, traces: readonly Trace[]): Promise<string | undefined> {
  if (traces.length === 0) return undefined
  const salt = await saltOf(sql)
  if (salt === undefined) return undefined
  const row = await sql
    .selectFrom('tombstones')
    .select((select) => select.fn.max('erasedAt').as('at'))
    .where(
      'hash',
      'in',
      traces.map((trace) => hashOf(salt, trace)),
    )
    .executeTakeFirst()
  return row?.at ?? undefined
}
