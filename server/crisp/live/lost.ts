import type { Database } from '../../db/transaction.ts'
import { newId } from '../../ids.ts'

const KEPT_MS = 30 * 86_400_000

/** Keeps what Crisp said and we could not take in, for somebody to look at. */
export async function keepLost(
  database: Database,
  {
    websiteId,
    source,
    reason,
    data,
  }: { websiteId: string | null; source: string; reason: string; data: unknown },
): Promise<void> {
  const now = database.clock.now()
  const old = new Date(now.getTime() - KEPT_MS).toISOString()
  await database.sql.deleteFrom('crispLost').where('at', '<', old).execute()
  await database.sql
    .insertInto('crispLost')
    .values({
      id: newId(),
      websiteId,
      source,
      reason,
      raw: JSON.stringify(data ?? null),
      at: now.toISOString(),
    })
    .execute()
}
