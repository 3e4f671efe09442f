import { sql } from 'kysely'
import type { Belongings } from '../contract/merging.ts'
import { ACTIVITY_GROUPS } from '../contract/timeline.ts'
import type { Sql, Tx } from '../db/transaction.ts'

/** The tables whose rows are one customer's, and the column that says since when a row is there. */
const TABLES = {
  conversations: 'startedAt',
  tickets: 'createdAt',
  tasks: 'createdAt',
  deals: 'createdAt',
  activities: 'at',
  customerIdentities: 'createdAt',
  customerNotes: 'createdAt',
  proactiveShowings: 'shownAt',
} as const

type Kind = keyof typeof TABLES
const KINDS = Object.keys(TABLES) as Kind[]

// The thread of a ticket is a conversation too, and is counted as its ticket.
const counted = (kind: Kind) => (kind === 'conversations' ? sql`channel <> 'ticket'` : sql`1 = 1`)

async function count(db: Sql, kind: Kind, whose: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: number | string }>`
    select count(*) as count from ${sql.table(kind)} where ${whose} and ${counted(kind)}`.execute(
    db,
  )
  return Number(rows[0]?.count)
}

async function countAll(
  db: Sql,
  whose: (kind: Kind) => ReturnType<typeof sql>,
): Promise<Belongings> {
  return {
    conversations: await count(db, 'conversations', whose('conversations')),
    tickets: await count(db, 'tickets', whose('tickets')),
    tasks: await count(db, 'tasks', whose('tasks')),
    deals: await count(db, 'deals', whose('deals')),
    activities: await count(db, 'activities', whose('activities')),
    identities: await count(db, 'customerIdentities', whose('customerIdentities')),
  }
}

/** How much a customer has. */
export const belongingsOf = (db: Sql, customerId: string): Promise<Belongings> =>
  countAll(db, () => sql`customer_id = ${customerId}`)

interface Merge {
  id: string
  survivorId: string
  mergedId: string
  madeAt: string
}

const rowsOf = (kind: Kind, mergeId: string) =>
  sql`id in (select row_id from customer_merge_rows where merge_id = ${mergeId} and kind = ${kind})`

const TOLD = sql.join([...ACTIVITY_GROUPS.tasks, ...ACTIVITY_GROUPS.deals])

// What was done meanwhile to a task or a deal that was moved is told where that is.
const movedBy = (kind: Kind, mergeId: string) =>
  kind === 'activities'
    ? sql`(${rowsOf(kind, mergeId)} or (type in (${TOLD})
        and coalesce(metadata ->> 'taskId', metadata ->> 'dealId') in (
          select cast(row_id as text) from customer_merge_rows
          where merge_id = ${mergeId} and kind in ('tasks', 'deals'))))`
    : rowsOf(kind, mergeId)

/** What a merge moved and the survivor still has. */
export const movedBelongings = (db: Sql, { id, survivorId }: Merge): Promise<Belongings> =>
  countAll(db, (kind) => sql`customer_id = ${survivorId} and ${movedBy(kind, id)}`)

/** What the survivor got after a merge. */
export const laterBelongings = (db: Sql, { id, survivorId, madeAt }: Merge): Promise<Belongings> =>
  countAll(
    db,
    (kind) => sql`customer_id = ${survivorId} and ${sql.ref(TABLES[kind])} > ${madeAt}
      and not (${movedBy(kind, id)})`,
  )

// What both were told of once, such as an event of another system, the survivor has already.
const moves = (kind: Kind, survivorId: string) =>
  kind === 'activities'
    ? sql`(once_key is null or once_key not in (select o.once_key from activities o
        where o.customer_id = ${survivorId} and o.once_key is not null))`
    : sql`1 = 1`

/** Gives everything of one customer to another, and keeps a record of each row. */
export async function moveBelongings(tx: Tx, { id, survivorId, mergedId }: Merge): Promise<void> {
  for (const kind of KINDS) {
    await sql`insert into customer_merge_rows (merge_id, kind, row_id)
      select ${id}, ${kind}, id from ${sql.table(kind)}
      where customer_id = ${mergedId} and ${moves(kind, survivorId)}`.execute(tx.sql)
    await sql`update ${sql.table(kind)} set customer_id = ${survivorId}
      where customer_id = ${mergedId} and ${movedBy(kind, id)}`.execute(tx.sql)
  }
}

/** Gives back what a merge moved, as far as the survivor still has it. */
export async function returnBelongings(tx: Tx, { id, survivorId, mergedId }: Merge): Promise<void> {
  for (const kind of KINDS)
    await sql`update ${sql.table(kind)} set customer_id = ${mergedId}
      where customer_id = ${survivorId} and ${movedBy(kind, id)}`.execute(tx.sql)
}

const MOST_TOLD = 5_000

// What is told of a merge that is taken back, and by which time the newest of it is found.
const TOLD_BY = {
  conversations: 'lastActivityAt',
  tickets: 'createdAt',
  tasks: 'placedAt',
  deals: 'movedAt',
} as const

async function newest(tx: Tx, kind: keyof typeof TOLD_BY, customerId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(kind)} where customer_id = ${customerId} and ${counted(kind)}
    order by ${sql.ref(TOLD_BY[kind])} desc limit ${MOST_TOLD}`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/** The newest of what a customer has, for those who show it. */
export const toldBelongings = async (tx: Tx, customerId: string) => ({
  conversationIds: await newest(tx, 'conversations', customerId),
  ticketIds: await newest(tx, 'tickets', customerId),
  taskIds: await newest(tx, 'tasks', customerId),
  dealIds: await newest(tx, 'deals', customerId),
})
