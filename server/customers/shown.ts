import { createHash } from 'node:crypto'
import type { Sql, Tx } from '../db/transaction.ts'

/** Whoever a site has signed for, without saying who. */
export const personHash = (externalId: string): string =>
  createHash('sha256').update(externalId).digest('base64url')

/** Who a customer is by the site's word. */
export async function hashesOf(sql: Sql, customerId: string): Promise<string[]> {
  const known = await sql
    .selectFrom('customerIdentities')
    .select('value')
    .where('customerId', '=', customerId)
    .where('kind', '=', 'external')
    .execute()
  return known.map(({ value }) => personHash(value))
}

/**
 * Forgets what the chat showed by itself to customers who are about to be removed, also before anybody knew that it was
 * them. To be called while they are held, and still known by the site's word.
 */
export async function forgetShownTo(tx: Tx, customerIds: readonly string[]): Promise<void> {
  for (const customerId of customerIds) {
    const hashes = await hashesOf(tx.sql, customerId)
    if (hashes.length > 0)
      await tx.sql.deleteFrom('proactiveShowings').where('person', 'in', hashes).execute()
  }
}
