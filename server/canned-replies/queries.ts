import type { Selectable } from 'kysely'
import type { Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import type { CannedReplyTable } from './table.ts'

export type CannedReplyRow = Selectable<CannedReplyTable>

const MOST = 2_000

const mostUsed = (sql: Sql) =>
  sql
    .selectFrom('cannedReplies')
    .selectAll()
    .orderBy('uses', 'desc')
    .orderBy('title')
    .orderBy('id')
    .limit(MOST)

/** The shared ones and an agent's own, the most used first; each read in order, as far as they are answered. */
export async function repliesFor(sql: Sql, agentId: string): Promise<CannedReplyRow[]> {
  const shared = await mostUsed(sql).where('ownerId', 'is', null).execute()
  const own = await mostUsed(sql).where('ownerId', '=', agentId).execute()
  return [...shared, ...own]
    .toSorted((a, b) => b.uses - a.uses || (a.title < b.title ? -1 : 1))
    .slice(0, MOST)
}

/** One that an agent can see, taken for this transaction; undefined when there is none. */
export const takeReply = async (
  tx: Tx,
  id: string,
  agentId: string,
): Promise<CannedReplyRow | undefined> =>
  isId(id)
    ? tx.sql
        .selectFrom('cannedReplies')
        .selectAll()
        .where('id', '=', id)
        .where((reply) => reply.or([reply('ownerId', 'is', null), reply('ownerId', '=', agentId)]))
        .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
        .executeTakeFirst()
    : undefined
