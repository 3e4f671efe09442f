import type { AuditEntry } from '../contract/audit.ts'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'

/** Writes down who did something, in the transaction that does it. Nothing of a person may be in it. */
export async function recordAudit(
  tx: Tx,
  { action, subjectId, counts }: Pick<AuditEntry, 'action' | 'subjectId' | 'counts'>,
  userId: string | null,
): Promise<void> {
  await tx.sql
    .insertInto('auditEntries')
    .values({ id: newId(), action, userId, at: tx.now, subjectId, counts: JSON.stringify(counts) })
    .execute()
}
