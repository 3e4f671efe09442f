import type { Selectable } from 'kysely'
import type { Rating } from '../contract/visitors.ts'
import { amongIds } from '../db/bulk.ts'
import type { Dialect } from '../db/dialect.ts'
import type { Schema } from '../db/schema.ts'
import type { Sql } from '../db/transaction.ts'

export type RatingRow = Selectable<Schema['chatRatings']>

/** For how long a rating may be changed. */
export const EDITABLE_MS = 86_400_000

export const viewRating = ({ score, comment, createdAt, updatedAt }: RatingRow): Rating => ({
  score,
  comment,
  ratedAt: updatedAt,
  editableUntil: new Date(Date.parse(createdAt) + EDITABLE_MS).toISOString(),
})

/** The newest rating of each of these conversations that has one. */
export async function newestRatings(
  sql: Sql,
  dialect: Dialect,
  conversationIds: readonly string[],
): Promise<Map<string, RatingRow>> {
  const rows = await sql
    .selectFrom('chatRatings')
    .selectAll()
    .where(amongIds(dialect, 'conversationId', conversationIds))
    .orderBy('closedAt')
    .execute()
  return new Map(rows.map((row) => [row.conversationId, row]))
}
