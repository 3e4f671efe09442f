import type { ExpressionBuilder, Selectable } from 'kysely'
import type { Crisp } from 'crisp-api'
import { setDelivery, takeConversation } from '../../conversations/index.ts'
import type { Schema } from '../../db/schema.ts'
import type { Database, Tx } from '../../db/transaction.ts'
import { BudgetSpent, type CrispClient } from '../api/client.ts'
import { arrived } from './outbox.ts'
import { ORIGIN } from './outgoing.ts'
import { rename } from './renaming.ts'
import { CrispRefusal } from '../api/refusal.ts'
import type { CrispOutboxTable } from '../table.ts'
import { orMissing } from '../api/walk.ts'

type OutboxRow = Selectable<CrispOutboxTable>

const AT_ONCE = 100
const MAX_ATTEMPTS = 12
const MOST_MS = 300_000
/** What was perhaps said is looked for only after a while: a read may come from a cache. */
const LOOK_AFTER_MS = 3_000

/** Says what is on the list, each conversation in its order; what does not get through comes again later. */
export class CrispSender {
  readonly #database: Database
  readonly #client: Pick<CrispClient, 'once'>
  readonly #onError: (error: unknown) => void
  readonly #busy = new Map<string, Promise<void>>()

  constructor(
    database: Database,
    client: Pick<CrispClient, 'once'>,
    onError: (error: unknown) => void,
  ) {
    this.#database = database
    this.#client = client
    this.#onError = onError
  }

  /** Begins to say what is due; a conversation that is being worked on goes on by itself. */
  async sayDue(): Promise<void> {
    const rows = await this.#database.sql
      .selectFrom('crispOutbox')
      .selectAll()
      .where('failedAt', 'is', null)
      .where((row) => row.not(row.exists(waitsBefore(row, this.#database.clock.now()))))
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    for (const [session, own] of Map.groupBy(rows, (row) => `${row.websiteId} ${row.sessionId}`)) {
      if (this.#busy.has(session)) continue
      const saying = this.#sayInOrder(own)
        .catch(this.#onError)
        .finally(() => this.#busy.delete(session))
      this.#busy.set(session, saying)
    }
  }

  /** Resolves when nothing is being said any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#busy.values())
  }

  async #sayInOrder(rows: readonly OutboxRow[]): Promise<void> {
    for (const row of rows) {
      if (row.runAt > this.#database.clock.now().toISOString()) return
      if (!(await begin(this.#database, row))) return
      try {
        const fingerprint = await say(this.#client, row)
        await this.#database.transaction((tx) => done(tx, row, fingerprint))
      } catch (error) {
        const isOver = await this.#database.transaction((tx) => failed(tx, row, error))
        if (!isOver) return
      }
    }
  }
}

// Of a conversation nothing is said before what is to be said again later; that must not keep the others waiting.
const waitsBefore = (row: ExpressionBuilder<Schema, 'crispOutbox'>, now: Date) =>
  row
    .selectFrom('crispOutbox as earlier')
    .select('earlier.id')
    .whereRef('earlier.websiteId', '=', 'crispOutbox.websiteId')
    .whereRef('earlier.sessionId', '=', 'crispOutbox.sessionId')
    .whereRef('earlier.id', '<=', 'crispOutbox.id')
    .where('earlier.failedAt', 'is', null)
    .where('earlier.runAt', '>', now.toISOString())

/**
 * Notes that something is about to be said: whoever tries again, also after this process was killed, looks first whether
 * Crisp has it. False when it is no longer to be said, or somebody else says it.
 */
async function begin({ sql, clock }: Database, { id }: OutboxRow): Promise<boolean> {
  const now = clock.now()
  const { numUpdatedRows } = await sql
    .updateTable('crispOutbox')
    .set({ isUncertain: 1, runAt: new Date(now.getTime() + LOOK_AFTER_MS).toISOString() })
    .where('id', '=', id)
    .where('failedAt', 'is', null)
    .where('runAt', '<=', now.toISOString())
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Says one thing; answers under which number Crisp has it, for a message. */
async function say(client: Pick<CrispClient, 'once'>, row: OutboxRow): Promise<number | null> {
  const { websiteId, sessionId, fingerprint } = row
  if (row.isUncertain === 1 && fingerprint !== null) {
    const there = await orMissing(
      client.once('send', (crisp) =>
        crisp.website.getMessageInConversation(websiteId, sessionId, fingerprint),
      ),
    )
    if (there !== undefined) return fingerprint
  }
  const answer: unknown = await client.once('send', (crisp) => request(crisp, row))
  const given = (answer as { fingerprint?: unknown } | null)?.fingerprint
  return typeof given === 'number' ? given : fingerprint
}

function request(crisp: Crisp, row: OutboxRow): Promise<unknown> {
  const { websiteId, sessionId } = row
  const body = JSON.parse(row.body) as never
  switch (row.kind) {
    case 'message':
      return crisp.website.sendMessageInConversation(websiteId, sessionId, body)
    case 'state': {
      const { state } = body as { state: 'resolved' | 'unresolved' }
      return crisp.website.changeConversationState(websiteId, sessionId, state)
    }
    case 'assign': {
      const { operatorId } = body as { operatorId: string | null }
      const assigned = operatorId === null ? null : { user_id: operatorId }
      return crisp.website.assignConversationRouting(websiteId, sessionId, { assigned } as never)
    }
    case 'read':
      return crisp.website.markMessagesReadInConversation(websiteId, sessionId, {
        from: 'user',
        origin: ORIGIN,
      })
    default:
      return row.kind satisfies never
  }
}

async function done(tx: Tx, row: OutboxRow, given: number | null): Promise<void> {
  const { websiteId, sessionId, fingerprint } = row
  if (fingerprint !== null && given !== null) {
    const conversation = await takeConversation(tx, row.conversationId)
    if (given !== fingerprint) await rename(tx, row, { given, conversation })
    await arrived(tx, { session: { websiteId, sessionId }, conversation }, given)
    return
  }
  const { numDeletedRows } = await tx.sql
    .deleteFrom('crispOutbox')
    .where('id', '=', row.id)
    .executeTakeFirstOrThrow()
  // Its echo came first, and perhaps something newer after it.
  if (numDeletedRows === 0n) return
  if (row.kind === 'assign') await noteOperator(tx, row)
  if (row.kind === 'state') await noteState(tx, row)
}

// What Crisp tells of it next is no news then.
async function noteOperator(tx: Tx, { websiteId, sessionId, body }: OutboxRow): Promise<void> {
  const { operatorId } = JSON.parse(body) as { operatorId: string | null }
  await tx.sql
    .updateTable('crispSessions')
    .set({ operatorId })
    .where('websiteId', '=', websiteId)
    .where('sessionId', '=', sessionId)
    .execute()
}

async function noteState(tx: Tx, { websiteId, sessionId, body }: OutboxRow): Promise<void> {
  const { state } = JSON.parse(body) as { state: string }
  await tx.sql
    .updateTable('crispSessions')
    .set({ state })
    .where('websiteId', '=', websiteId)
    .where('sessionId', '=', sessionId)
    .execute()
}

/** Decides when it is tried again, or that it is not; answers whether the conversation goes on without it. */
async function failed(tx: Tx, row: OutboxRow, error: unknown): Promise<boolean> {
  // Before the list, as whoever takes in what Crisp says.
  const conversation = await takeConversation(tx, row.conversationId)
  const isHopeless =
    error instanceof CrispRefusal && (error.remedy === 'never' || error.remedy === 'missing')
  const attempts = counts(error) ? row.attempts + 1 : row.attempts
  const isGivenUp = isHopeless || attempts >= MAX_ATTEMPTS
  const reason = error instanceof CrispRefusal ? error.reason : 'no_answer'
  await tx.sql
    .updateTable('crispOutbox')
    .set({
      attempts,
      isUncertain: isUndone(error) ? row.isUncertain : 1,
      runAt: new Date(Date.parse(tx.now) + pauseOf(row, error)).toISOString(),
      lastError: reason,
      failedAt: isGivenUp ? tx.now : null,
    })
    .where('id', '=', row.id)
    .execute()
  if (!isGivenUp) return false
  // What is no message is not shown as failed, and is not worth keeping.
  if (row.messageId === null) {
    await tx.sql.deleteFrom('crispOutbox').where('id', '=', row.id).execute()
    return true
  }
  await setDelivery(tx, conversation, row.messageId, { state: 'failed', reason })
  return true
}

// Whatever else went wrong, be it our own commit, Crisp may have done what was asked.
const isUndone = (error: unknown): boolean =>
  error instanceof BudgetSpent || (error instanceof CrispRefusal && !error.isUncertain)

// Waiting for a quota or for right credentials is no failure of what waits, nor is that this process ends.
function counts(error: unknown): boolean {
  if (error instanceof CrispRefusal) return error.remedy === 'again' || error.remedy === 'never'
  return !(error instanceof BudgetSpent) && !(error instanceof Error && error.name === 'AbortError')
}

function pauseOf({ attempts }: OutboxRow, error: unknown): number {
  if (error instanceof BudgetSpent) return Math.min(error.forMs, MOST_MS)
  const pause = Math.min(MOST_MS, 1_000 * 2 ** attempts)
  return isUndone(error) ? pause : Math.max(LOOK_AFTER_MS, pause)
}
