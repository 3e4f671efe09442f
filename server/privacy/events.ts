import { sql } from 'kysely'
import type { Database } from '../db/transaction.ts'
import { headOf } from '../stream/index.ts'
import type { ErasureRow } from './queries.ts'

const SPAN = 5_000
const BATCH = 200

/**
 * Empties every event that tells of an erased person. Its number stays, so that the stream has no gap and everybody's
 * cursor leads on.
 */
export async function eraseEvents(database: Database, erasure: ErasureRow): Promise<void> {
  let cursor = erasure.eventCursor
  while (cursor < (await headOf(database.sql))) {
    const until = Math.min(cursor + SPAN, await headOf(database.sql))
    const seqs = await eventsAbout(database, erasure.id, { after: cursor, until })
    for (let at = 0; at < seqs.length; at += BATCH)
      await database.transaction((tx) =>
        tx.sql
          .updateTable('events')
          .set({ kind: 'erased', refs: '{}', body: '{}' })
          .where('seq', 'in', seqs.slice(at, at + BATCH))
          .execute(),
      )
    cursor = until
    await database.sql
      .updateTable('erasures')
      .set({ eventCursor: cursor })
      .where('id', '=', erasure.id)
      .execute()
  }
}

async function eventsAbout(
  { reads }: Database,
  erasureId: string,
  { after, until }: { after: number; until: number },
): Promise<number[]> {
  const subject = sql`(select cast(subject_id as text) from erasure_subjects where erasure_id = ${erasureId})`
  const { rows } = await sql<{ seq: number }>`
    select seq from events where seq > ${after} and seq <= ${until}
      and (refs ->> 'customerId' in ${subject} or refs ->> 'conversationId' in ${subject}
        or refs ->> 'ticketId' in ${subject})
    order by seq`.execute(reads)
  return rows.map(({ seq }) => Number(seq))
}
