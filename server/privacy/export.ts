import type { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { DealStage } from '../contract/deals.ts'
import type { Message } from '../contract/conversations.ts'
import { viewMessage } from '../conversations/index.ts'
import { viewCustomer } from '../customers/index.ts'
import { amongIds } from '../db/bulk.ts'
import type { Database, Sql } from '../db/transaction.ts'
import type { FileStore } from '../files/index.ts'
import { shownTo } from '../webchat/index.ts'
import { type Person, personOf } from './person.ts'

const PAGE = 500

/**
 * Everything that is kept of a person as a zip that is written while it is read: what they are known by, each
 * conversation and ticket with all that was said in it, the timeline, and their files.
 */
export async function exportPerson(
  database: Database,
  store: FileStore,
  customerId: string,
): Promise<Readable> {
  const { reads: sql, dialect } = database
  const person = await personOf({ sql, dialect }, customerId)
  const zip = new ZipFile()
  const fail = (error: unknown) => zip.outputStream.emit('error', error)
  fill({ database, store, zip }, person)
    .then(() => zip.end())
    .catch(fail)
  zip.on('error', fail)
  return zip.outputStream as Readable
}

interface Filling {
  database: Database
  store: FileStore
  zip: ZipFile
}

async function fill(filling: Filling, person: Person): Promise<void> {
  addJson(filling, 'customer.json', await whoIs(filling, person))
  addJson(filling, 'tickets.json', await ticketsOf(filling, person))
  addJson(filling, 'tasks.json', await tasksOf(filling, person))
  addJson(filling, 'deals.json', await dealsOf(filling, person))
  addJson(filling, 'notes.json', await notesOf(filling, person))
  addJson(filling, 'timeline.json', await timelineOf(filling, person))
  addJson(filling, 'shown.json', await shownTo(filling.database, person.customerIds))
  for (const id of person.conversationIds)
    addJson(filling, `conversations/${id}.json`, await conversationOf(filling, id))
  for (const id of person.fileIds) await addFile(filling, id)
}

const addJson = ({ zip, database }: Filling, name: string, value: unknown): void =>
  zip.addBuffer(Buffer.from(JSON.stringify(value, null, 2)), name, {
    mtime: database.clock.now(),
  })

async function whoIs({ database }: Filling, { customerIds }: Person) {
  const { reads: sql, dialect } = database
  const rows = await sql
    .selectFrom('customers')
    .selectAll()
    .where(amongIds(dialect, 'id', customerIds))
    .execute()
  const identities = await sql
    .selectFrom('customerIdentities')
    .select(['kind', 'value', 'verified', 'createdAt'])
    .where(amongIds(dialect, 'customerId', customerIds))
    .orderBy('createdAt')
    .execute()
  const [customer] = rows.filter(({ mergedInto }) => mergedInto === null)
  return {
    customer: customer ? viewCustomer(customer) : null,
    merged: rows.filter(({ mergedInto }) => mergedInto !== null).map(viewCustomer),
    identities: identities.map(({ verified, ...identity }) => ({
      ...identity,
      isVerified: verified === 1,
    })),
  }
}

const ticketsOf = ({ database: { reads: sql, dialect } }: Filling, { ticketIds }: Person) =>
  sql
    .selectFrom('tickets')
    .selectAll()
    .where(amongIds(dialect, 'id', ticketIds))
    .execute()

const tasksOf = ({ database: { reads: sql, dialect } }: Filling, { taskIds }: Person) =>
  sql
    .selectFrom('tasks')
    .select(['id', 'title', 'note', 'dueAt', 'state', 'doneAt', 'createdAt', 'updatedAt'])
    .select(['conversationId', 'ticketId'])
    .where(amongIds(dialect, 'id', taskIds))
    .orderBy('createdAt')
    .orderBy('id')
    .execute()

async function dealsOf({ database: { reads: sql, dialect } }: Filling, { dealIds }: Person) {
  const deals = await sql
    .selectFrom('deals')
    .innerJoin('dealStages', 'dealStages.id', 'deals.stageId')
    .select(['deals.id', 'title', 'amount', 'currency', 'dealStages.name as stage'])
    .select(['deals.category', 'expectedOn', 'lostReason', 'conversationId'])
    .select(['closedAt', 'deals.createdAt', 'deals.updatedAt'])
    .where(amongIds(dialect, 'deals.id', dealIds))
    .orderBy('deals.createdAt')
    .orderBy('deals.id')
    .execute()
  const moves = await sql
    .selectFrom('dealMoves')
    .select(['dealId', 'fromStage', 'toStage', 'amount', 'currency', 'at'])
    .where(amongIds(dialect, 'dealId', dealIds))
    .orderBy('id')
    .execute()
  const named = (stage: string) => (JSON.parse(stage) as DealStage).name
  const ways = Map.groupBy(moves, ({ dealId }) => dealId)
  return deals.map((deal) => ({
    ...deal,
    history: (ways.get(deal.id) ?? []).map(({ fromStage, toStage, amount, currency, at }) => ({
      from: fromStage === null ? null : named(fromStage),
      to: named(toStage),
      amount,
      currency,
      at,
    })),
  }))
}

const notesOf = ({ database: { reads: sql, dialect } }: Filling, { customerIds }: Person) =>
  sql
    .selectFrom('customerNotes')
    .select(['id', 'content', 'createdAt', 'editedAt'])
    .where(amongIds(dialect, 'customerId', customerIds))
    .orderBy('createdAt')
    .execute()

async function timelineOf(
  { database: { reads: sql, dialect } }: Filling,
  { customerIds }: Person,
): Promise<object[]> {
  const rows = await sql
    .selectFrom('activities')
    .selectAll()
    .where(amongIds(dialect, 'customerId', customerIds))
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ metadata, ...row }) => ({ ...row, metadata: JSON.parse(metadata) as unknown }))
}

async function conversationOf({ database: { reads: sql } }: Filling, id: string) {
  const row = await sql
    .selectFrom('conversations')
    .select(['id', 'channel', 'status', 'startedAt', 'closedAt', 'visitorName', 'data'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { data, ...conversation } = row
  const visitor = data === null ? null : (JSON.parse(data) as unknown)
  return { ...conversation, visitor, messages: await messagesOf(sql, id) }
}

async function messagesOf(sql: Sql, conversationId: string): Promise<Message[]> {
  const messages: Message[] = []
  for (let last = { position: -1, innerSeq: -1 }; ;) {
    const page = await sql
      .selectFrom('messages')
      .selectAll()
      .where('conversationId', '=', conversationId)
      .where((row) =>
        row(row.refTuple('position', 'innerSeq'), '>', row.tuple(last.position, last.innerSeq)),
      )
      .orderBy('position')
      .orderBy('innerSeq')
      .limit(PAGE)
      .execute()
    messages.push(...page.map(viewMessage))
    last = page.at(-1) ?? last
    if (page.length < PAGE) return messages
  }
}

// Bytes may be gone, or not there yet: then the rest is given all the same.
async function addFile({ database, store, zip }: Filling, id: string): Promise<void> {
  const file = await database.reads
    .selectFrom('files')
    .select(['name', 'createdAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  const size = await store.size(id)
  if (!file || size === undefined) return
  const options = { mtime: new Date(file.createdAt), compress: false, size }
  zip.addReadStreamLazy(`files/${id}-${file.name}`, options, (give) =>
    give(
      null,
      size === 0
        ? store.read(id, { start: 0, end: 0 })
        : store.read(id, { start: 0, end: size - 1 }),
    ),
  )
}
