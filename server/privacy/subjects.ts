import { insertRows } from '../db/bulk.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { append } from '../stream/index.ts'
import { type Person, personOf } from './person.ts'
import { type ErasureRow, subjectsOf } from './queries.ts'

/** As many as an event should tell of; whoever shows an older one finds it gone. */
const MOST = 5_000

/** Writes down what of a person is to be erased, and tells everybody that it is gone. */
export async function addSubjects(tx: Tx, erasureId: string, person: Person): Promise<void> {
  const { customerIds, conversationIds, ticketIds, taskIds, dealIds, fileIds } = person
  const rows = Object.entries({
    customer: customerIds,
    conversation: conversationIds,
    ticket: ticketIds,
    task: taskIds,
    deal: dealIds,
    file: fileIds,
  }).flatMap(([kind, ids]) => ids.map((subjectId) => ({ erasureId, kind, subjectId })))
  const into = { table: 'erasure_subjects', columns: ['erasureId', 'kind', 'subjectId'] }
  await insertRows(tx.sql, tx.database.dialect, into, rows)
  append(tx, {
    kind: 'customer.erased',
    refs: {},
    body: {
      ids: customerIds,
      conversationIds: conversationIds.slice(-MOST),
      ticketIds: ticketIds.slice(-MOST),
      taskIds: taskIds.slice(-MOST),
      dealIds: dealIds.slice(-MOST),
    },
  })
}

/** Adds what was on its way when the erasure was asked for and has come since; answers whether there was any. */
export const addLateSubjects = (database: Database, erasure: ErasureRow): Promise<boolean> =>
  database.transaction(async (tx) => {
    const person = await personOf({ sql: tx.sql, dialect: database.dialect }, erasure.customerId)
    const late = async (kind: Parameters<typeof subjectsOf>[2], ids: readonly string[]) => {
      const known = new Set(await subjectsOf(tx.sql, erasure.id, kind))
      return ids.filter((id) => !known.has(id))
    }
    const added: Person = {
      customerIds: await late('customer', person.customerIds),
      conversationIds: await late('conversation', person.conversationIds),
      ticketIds: await late('ticket', person.ticketIds),
      taskIds: await late('task', person.taskIds),
      dealIds: await late('deal', person.dealIds),
      fileIds: await late('file', person.fileIds),
    }
    const isAny = Object.values(added).some((ids) => ids.length > 0)
    if (isAny) await addSubjects(tx, erasure.id, added)
    return isAny
  })
