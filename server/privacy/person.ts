import type { Kept } from '../contract/privacy.ts'
import { amongIds } from '../db/bulk.ts'
import type { Dialect } from '../db/dialect.ts'
import type { Sql } from '../db/transaction.ts'
import { idsToldOf } from '../timeline/index.ts'

/** Everything that is one person's, by its ids. Whoever was merged into them is the same person. */
export interface Person {
  customerIds: string[]
  conversationIds: string[]
  ticketIds: string[]
  /** Deleted ones are among them: the stream still tells of those. */
  taskIds: string[]
  dealIds: string[]
  fileIds: string[]
}

type Reader = { sql: Sql; dialect: Dialect }

const idsOf = (rows: ReadonlyArray<{ id: string }>) => rows.map(({ id }) => id)

/** Finds everything of a customer. */
export async function personOf({ sql, dialect }: Reader, customerId: string): Promise<Person> {
  const customerIds = await sameCustomers(sql, customerId)
  const owned = (table: 'conversations' | 'tickets') =>
    sql
      .selectFrom(table)
      .select('id')
      .where(amongIds(dialect, 'customerId', customerIds))
      .orderBy('id')
      .execute()
  const conversationIds = idsOf(await owned('conversations'))
  const files = await sql
    .selectFrom('files')
    .select('id')
    .where(amongIds(dialect, 'conversationId', conversationIds))
    .orderBy('id')
    .execute()
  return {
    customerIds,
    conversationIds,
    ticketIds: idsOf(await owned('tickets')),
    taskIds: await idsToldOf(sql, dialect, { what: 'tasks', customerIds }),
    dealIds: await idsToldOf(sql, dialect, { what: 'deals', customerIds }),
    fileIds: idsOf(files),
  }
}

async function sameCustomers(sql: Sql, id: string): Promise<string[]> {
  const ids = [id]
  for (const each of ids) {
    const merged = await sql
      .selectFrom('customers')
      .select('id')
      .where('mergedInto', '=', each)
      .execute()
    ids.push(...idsOf(merged))
  }
  return ids
}

type Counted =
  | 'tasks'
  | 'deals'
  | 'customerIdentities'
  | 'customerNotes'
  | 'messages'
  | 'activities'

/** How much there is of a person. */
export async function keptOf({ sql, dialect }: Reader, person: Person): Promise<Kept> {
  const { customerIds, conversationIds, ticketIds, fileIds } = person
  async function count(table: Counted, column: string, ids: readonly string[]): Promise<number> {
    const row = await sql
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as('count'))
      .where(amongIds(dialect, column, ids))
      .executeTakeFirstOrThrow()
    return row.count
  }
  return {
    customers: customerIds.length,
    identities: await count('customerIdentities', 'customerId', customerIds),
    // Each ticket has a thread of its own, which is no conversation to whoever reads this.
    conversations: conversationIds.length - ticketIds.length,
    messages: await count('messages', 'conversationId', conversationIds),
    tickets: ticketIds.length,
    tasks: await count('tasks', 'customerId', customerIds),
    deals: await count('deals', 'customerId', customerIds),
    files: fileIds.length,
    activities: await count('activities', 'customerId', customerIds),
    notes: await count('customerNotes', 'customerId', customerIds),
  }
}
