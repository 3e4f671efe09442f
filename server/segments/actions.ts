import type { Segment, SegmentBody } from '../contract/segments.ts'
import { folded } from '../contract/text.ts'
import { isUniqueViolation } from '../db/conflict.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { append } from '../stream/index.ts'
import { findSegment, viewSegment } from './queries.ts'

// Each is counted when the list of customers is shown.
const MOST = 50

/** Saves a filter under a name. Throws `segment_name_taken` or `too_many_segments`. */
export const createSegment = (
  database: Database,
  { name, filter }: SegmentBody,
  madeBy: string,
): Promise<Segment> =>
  afterwards(
    database.transaction(async (tx) => {
      const { count } = await tx.sql
        .selectFrom('segments')
        .select((row) => row.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      if (count >= MOST) throw problem('too_many_segments')
      await refuseTaken(tx, name)
      const row = await tx.sql
        .insertInto('segments')
        .values({ id: newId(), ...columnsOf({ name, filter }), madeBy, createdAt: tx.now })
        .returningAll()
        .executeTakeFirstOrThrow()
      tell(tx)
      return viewSegment(row)
    }),
  )

/** Changes a segment. Throws `segment_not_found` or `segment_name_taken`. */
export const updateSegment = (
  database: Database,
  id: string,
  body: SegmentBody,
): Promise<Segment> =>
  afterwards(
    database.transaction(async (tx) => {
      await findSegment(tx.sql, id)
      await refuseTaken(tx, body.name, id)
      const row = await tx.sql
        .updateTable('segments')
        .set(columnsOf(body))
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow()
      tell(tx)
      return viewSegment(row)
    }),
  )

/** Deletes a segment, and nobody in it. Throws `segment_not_found`. */
export const deleteSegment = (database: Database, id: string): Promise<void> =>
  database.transaction(async (tx) => {
    await findSegment(tx.sql, id)
    await tx.sql.deleteFrom('segments').where('id', '=', id).execute()
    tell(tx)
  })

const columnsOf = ({ name, filter }: SegmentBody) => ({
  name,
  nameKey: folded(name),
  filter: JSON.stringify(filter),
})

async function refuseTaken(tx: Tx, name: string, exceptId?: string): Promise<void> {
  const holder = await tx.sql
    .selectFrom('segments')
    .select('id')
    .where('nameKey', '=', folded(name))
    .executeTakeFirst()
  if (holder && holder.id !== exceptId) throw problem('segment_name_taken')
}

// Taken by somebody else's transaction since we looked.
const afterwards = <T>(saved: Promise<T>): Promise<T> =>
  saved.catch((error: unknown) => {
    throw isUniqueViolation(error) ? problem('segment_name_taken') : error
  })

const tell = (tx: Tx): void => append(tx, { kind: 'segments.changed', refs: {}, body: {} })
