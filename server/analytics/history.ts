import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'
import type { Fold, Remembered, ThreadRow } from './fold.ts'
import { loosen } from './pack.ts'
import { saveFold } from './save.ts'
import type { FactKind } from './table.ts'

const HEARD: FactKind[] = ['received', 'replied', 'first_reply']

/**
 * Counts the messages of a thread anew from the thread itself: another system brought some that no event tells of, each
 * with its own time. What was counted before stays whose it was.
 */
export async function recount(tx: Tx, fold: Fold, thread: ThreadRow): Promise<void> {
  await saveFold(tx, fold)
  const known = await rememberedOf(tx, thread)
  // In one statement, so that it is certain up to which event these messages were told.
  const rows = await tx.sql
    .selectFrom('messages')
    .select(['sentAt', 'visibility', 'kind', 'authorType', 'authorId'])
    .select(sql<number>`(select value from counters where name = 'event')`.as('head'))
    .where('conversationId', '=', thread.id)
    .where('innerSeq', '=', 0)
    .orderBy('position')
    .execute()
  const removed = await tx.sql
    .deleteFrom('analyticsFacts')
    .where('subjectId', '=', thread.subjectId)
    .where('kind', 'in', HEARD)
    .returning('at')
    .execute()
  await loosen(
    tx,
    removed.map(({ at }) => at),
  )
  const said = rows.map(({ authorType: type, authorId: id, ...row }) => ({
    ...row,
    author: { type, id },
  }))
  fold.rehear(thread, said, { known, head: rows[0]?.head ?? thread.rereadSeq })
}

async function rememberedOf(tx: Tx, { subjectId }: ThreadRow): Promise<Map<string, Remembered>> {
  const rows = await tx.sql
    .selectFrom('analyticsFacts')
    .innerJoin('analyticsDimensions', 'analyticsDimensions.id', 'dimensionId')
    .select(['kind', 'at', 'wallMs', 'businessMs', 'channel', 'agentId', 'teamId', 'tags'])
    .where('subjectId', '=', subjectId)
    .where('kind', 'in', HEARD)
    .execute()
  return new Map(
    rows.map(({ kind, at, wallMs, businessMs, ...of }) => [
      `${kind} ${at}`,
      { of, wallMs, businessMs },
    ]),
  )
}
