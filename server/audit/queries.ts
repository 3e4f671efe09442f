import { olderThan, type Place } from '../db/keyset.ts'
import type { Sql } from '../db/transaction.ts'

export type AuditRow = Awaited<ReturnType<typeof auditEntries>>[number]

/** What was written down, the latest first, from a place on. */
export const auditEntries = (sql: Sql, from: Place | undefined, limit: number) =>
  sql
    .selectFrom('auditEntries')
    .leftJoin('users', 'users.id', 'auditEntries.userId')
    .selectAll('auditEntries')
    .select('users.name as userName')
    .where(olderThan(from, 'auditEntries.at', 'auditEntries.id'))
    .orderBy('auditEntries.at', 'desc')
    .orderBy('auditEntries.id', 'desc')
    .limit(limit)
    .execute()
