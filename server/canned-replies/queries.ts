import type { Selectable } from 'kysely'
import type { Sql, Tx } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import type { CannedReplyTable } from './table.ts'

export type CannedReplyRow = Selectable<CannedReplyTable>

const MOST = 2_000

/** The shared ones and an agent's own, the most used first. */
export const repliesFor = (sql: Sql, agentId: string): Promise<CannedReplyRow[]> =>
  sql
    .selectFrom('cannedReplies')
    .selectAll()
    .where((reply) => reply.or([reply('ownerId', 'is', null), reply('ownerId', '=', agentId)]))
    .orderBy('uses', 'desc')
    .orderBy('title')
    .orderBy('id')
    .limit(MOST)
    .execute()

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
