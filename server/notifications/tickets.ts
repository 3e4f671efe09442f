import type { Sql } from '../db/transaction.ts'
import { ticketNumber } from '../tickets/index.ts'

/** Who has a ticket, and its number as people know it. */
export async function ticketOf(
  sql: Sql,
  id: string,
): Promise<{ assigneeId: string | null; ticketNumber: string } | undefined> {
  const row = await sql
    .selectFrom('tickets')
    .select(['number', 'assigneeId'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { assigneeId: row.assigneeId, ticketNumber: ticketNumber(row.number) }
}
