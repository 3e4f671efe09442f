import { sql } from 'kysely'
import type { Sql, Tx } from '../db/transaction.ts'
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
  const removed = await dropHeard(tx.sql, thread)
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

type Subject = Pick<ThreadRow, 'subjectId'>

// Written out, so that SQLite sees that the index of these holds what is asked for.
const isRetold = sql<boolean>`is_retold = 1`

/** What was counted of what was said in a thread. */
export const heardOf = (db: Sql, { subjectId }: Subject) =>
  db
    .selectFrom('analyticsFacts')
    .innerJoin('analyticsDimensions', 'analyticsDimensions.id', 'dimensionId')
    .select(['kind', 'at', 'wallMs', 'businessMs', 'channel', 'agentId', 'teamId', 'tags'])
    .where('subjectId', '=', subjectId)
    .where(isRetold)
    .where('kind', 'in', HEARD)
    .execute()

/** Removes what was counted of what was said in a thread; answers when that was. */
export const dropHeard = (db: Sql, { subjectId }: Subject) =>
  db
    .deleteFrom('analyticsFacts')
    .where('subjectId', '=', subjectId)
    .where(isRetold)
    .where('kind', 'in', HEARD)
    .returning('at')
    .execute()

async function rememberedOf(tx: Tx, thread: ThreadRow): Promise<Map<string, Remembered>> {
  const rows = await heardOf(tx.sql, thread)
  return new Map(
    rows.map(({ kind, at, wallMs, businessMs, ...of }) => [
      `${kind} ${at}`,
      { of, wallMs, businessMs },
    ]),
  )
}
