import type { Selectable } from 'kysely'
import type { Sql, Tx } from '../db/transaction.ts'
import type { DraftTable } from './table.ts'

export type DraftRow = Selectable<DraftTable>

const MOST = 1_000

/** Everything an agent has begun to write, the latest first. */
export const draftsOf = (sql: Sql, agentId: string): Promise<DraftRow[]> =>
  sql
    .selectFrom('drafts')
    .selectAll()
    .where('agentId', '=', agentId)
    .orderBy('updatedAt', 'desc')
    .limit(MOST)
    .execute()

/** Keeps a draft over the version `base`; undefined when there is a later one. */
export const keepDraft = (tx: Tx, row: DraftRow, base: number): Promise<DraftRow | undefined> =>
  tx.sql
    .insertInto('drafts')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['agentId', 'conversationId'])
        .doUpdateSet(row)
        .where('drafts.version', '<=', base),
    )
    .returningAll()
    .executeTakeFirst()

/** Drops a draft unless it is later than `base`; answers the version it had, or undefined. */
export const removeDraft = (
  tx: Tx,
  of: { agentId: string; conversationId: string },
  base: number | undefined,
): Promise<{ version: number } | undefined> =>
  tx.sql
    .deleteFrom('drafts')
    .where('agentId', '=', of.agentId)
    .where('conversationId', '=', of.conversationId)
    .$if(base !== undefined, (query) => query.where('version', '<=', base ?? 0))
    .returning('version')
    .executeTakeFirst()

/** The version of a draft, 0 where there is none. */
export async function versionOf(
  tx: Tx,
  of: { agentId: string; conversationId: string },
): Promise<number> {
  const row = await tx.sql
    .selectFrom('drafts')
    .select('version')
    .where('agentId', '=', of.agentId)
    .where('conversationId', '=', of.conversationId)
    .executeTakeFirst()
  return row?.version ?? 0
}
