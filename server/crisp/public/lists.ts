import type { Database, Sql } from '../../db/transaction.ts'
import type { ItemRow, SessionRow } from '../queries.ts'

const PIECE = 500

const present = (db: Sql, websiteId: string | undefined) =>
  db
    .selectFrom('crispSessions')
    .where('removedAt', 'is', null)
    .$if(websiteId !== undefined, (query) => query.where('websiteId', '=', websiteId ?? ''))

/** Conversations of Crisp, those that changed last first. */
export const listSessions = (
  db: Sql,
  { websiteId, offset, limit }: { websiteId: string | undefined; offset: number; limit: number },
): Promise<SessionRow[]> =>
  present(db, websiteId)
    .selectAll()
    .orderBy('crispUpdatedAt', 'desc')
    .orderBy('sessionId', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()

/** How many there are. */
export async function countSessions(db: Sql, websiteId: string | undefined): Promise<number> {
  const { count } = await present(db, websiteId)
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

// A session id says of which website it is.
const itemsOf = (db: Sql, sessionId: string) =>
  db.selectFrom('crispItems').where('sessionId', '=', sessionId).where('removedAt', 'is', null)

/** Messages of one conversation, oldest first. */
export const listItems = (
  db: Sql,
  sessionId: string,
  part: { offset: number; limit: number | undefined },
): Promise<ItemRow[]> =>
  itemsOf(db, sessionId)
    .selectAll()
    .orderBy('sentAt')
    .orderBy('fingerprint')
    .$if(part.limit !== undefined, (query) => query.limit(part.limit ?? 0).offset(part.offset))
    .execute()

/** How many there are. */
export async function countItems(db: Sql, sessionId: string): Promise<number> {
  const { count } = await itemsOf(db, sessionId)
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Where a conversation stands in the list of its website. */
export type ListPlace = Pick<SessionRow, 'crispUpdatedAt' | 'sessionId'>

/**
 * The conversations of a website that changed last first, a few at a time, so that any number of them needs little
 * memory: those after `after`, as far as they changed after `until`; all when neither is given.
 */
export async function* everySession(
  database: Database,
  websiteId: string,
  { after, until = -1 }: { after?: ListPlace | undefined; until?: number } = {},
): AsyncGenerator<SessionRow[]> {
  let last = after
  for (;;) {
    const rows: SessionRow[] = await present(database.reads, websiteId)
      .selectAll()
      .where('crispUpdatedAt', '>', until)
      .$if(last !== undefined, (query) =>
        query.where((row) =>
          row(
            row.refTuple('crispUpdatedAt', 'sessionId'),
            '<',
            row.tuple(last?.crispUpdatedAt ?? 0, last?.sessionId ?? ''),
          ),
        ),
      )
      .orderBy('crispUpdatedAt', 'desc')
      .orderBy('sessionId', 'desc')
      .limit(PIECE)
      .execute()
    if (rows.length > 0) yield rows
    if (rows.length < PIECE) return
    last = rows.at(-1)
  }
}
