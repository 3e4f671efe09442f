import { type Selectable, sql } from 'kysely'
import type { Sql, Tx } from '../db/transaction.ts'
import type {
  CrispItemTable,
  CrispOperatorTable,
  CrispSessionTable,
  CrispWebsiteTable,
} from './table.ts'

export type WebsiteRow = Selectable<CrispWebsiteTable>
export type SessionRow = Selectable<CrispSessionTable>
export type ItemRow = Selectable<CrispItemTable>

/** Where a conversation of Crisp is. */
export interface SessionKey {
  websiteId: string
  sessionId: string
}

export const findWebsite = (db: Sql, websiteId: string): Promise<WebsiteRow | undefined> =>
  db.selectFrom('crispWebsites').selectAll().where('websiteId', '=', websiteId).executeTakeFirst()

/** Every website we know, by name. */
export const listWebsites = (db: Sql): Promise<WebsiteRow[]> =>
  db.selectFrom('crispWebsites').selectAll().orderBy('name').orderBy('websiteId').execute()

/** A conversation of Crisp, for this transaction; undefined when we do not know it yet. */
export const lockSession = (tx: Tx, key: SessionKey): Promise<SessionRow | undefined> =>
  tx.sql
    .selectFrom('crispSessions')
    .selectAll()
    .where('websiteId', '=', key.websiteId)
    .where('sessionId', '=', key.sessionId)
    .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst()

/** The conversation of Crisp that one of ours is; undefined for those of other channels, and for one deleted there. */
export const sessionOfConversation = (
  db: Sql,
  conversationId: string,
): Promise<SessionRow | undefined> =>
  db
    .selectFrom('crispSessions')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('removedAt', 'is', null)
    .executeTakeFirst()

/** The operator of a website who is an agent of ours: the same address on both sides. */
export const operatorOfAgent = (
  db: Sql,
  websiteId: string,
  agentId: string,
): Promise<{ operatorId: string } | undefined> =>
  db
    .selectFrom('crispOperators')
    .innerJoin('users', 'users.email', 'crispOperators.email')
    .select('operatorId')
    .where('websiteId', '=', websiteId)
    .where('users.id', '=', agentId)
    .executeTakeFirst()

// The list is one parameter, so that the statement is the same however long it is.
const amongNumbers = (tx: Tx, column: string, numbers: readonly number[]) => {
  const json = JSON.stringify(numbers)
  return tx.database.dialect === 'sqlite'
    ? sql<boolean>`${sql.ref(column)} in (select value from json_each(${json}))`
    : sql<boolean>`${sql.ref(column)} in (select value::bigint from jsonb_array_elements_text(${json}::jsonb))`
}

/** Those of these messages that we know, removed ones too. */
export const findItems = (
  tx: Tx,
  key: SessionKey,
  fingerprints: readonly number[],
): Promise<ItemRow[]> =>
  tx.sql
    .selectFrom('crispItems')
    .selectAll()
    .where('websiteId', '=', key.websiteId)
    .where('sessionId', '=', key.sessionId)
    .where(amongNumbers(tx, 'fingerprint', fingerprints))
    .execute()

/** The number the furthest of these messages has in our thread; 0 when none is there. */
export async function furthestSeq(
  tx: Tx,
  key: SessionKey,
  fingerprints: readonly number[],
): Promise<number> {
  const found = await tx.sql
    .selectFrom('crispItems')
    .innerJoin('messages', 'messages.id', 'crispItems.messageId')
    .select((row) => row.fn.max('messages.seq').as('seq'))
    .where('websiteId', '=', key.websiteId)
    .where('sessionId', '=', key.sessionId)
    .where(amongNumbers(tx, 'fingerprint', fingerprints))
    .executeTakeFirst()
  return found?.seq ?? 0
}

export const findOperator = (
  db: Sql,
  websiteId: string,
  operatorId: string,
): Promise<Selectable<CrispOperatorTable> | undefined> =>
  db
    .selectFrom('crispOperators')
    .selectAll()
    .where('websiteId', '=', websiteId)
    .where('operatorId', '=', operatorId)
    .executeTakeFirst()

/** The agent of ours who is an operator of Crisp: the same address on both sides. */
export const agentOfOperator = (
  db: Sql,
  websiteId: string,
  operatorId: string,
): Promise<{ id: string; name: string } | undefined> =>
  db
    .selectFrom('crispOperators')
    .innerJoin('users', 'users.email', 'crispOperators.email')
    .select(['users.id', 'users.name'])
    .where('websiteId', '=', websiteId)
    .where('operatorId', '=', operatorId)
    .where('role', '!=', 'customer')
    .where('isActive', '=', 1)
    .executeTakeFirst()

/** What is still to be said to Crisp of a kind, and whether it may have arrived; undefined when there is nothing. */
export async function findUnsaid(
  tx: Tx,
  key: SessionKey,
  kind: 'state' | 'assign',
): Promise<{ id: string; body: string; isUncertain: number } | undefined> {
  return tx.sql
    .selectFrom('crispOutbox')
    .select(['id', 'body', 'isUncertain'])
    .where('websiteId', '=', key.websiteId)
    .where('sessionId', '=', key.sessionId)
    .where('kind', '=', kind)
    .where('failedAt', 'is', null)
    .executeTakeFirst()
}
