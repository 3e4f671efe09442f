import { insertRows } from '../../db/bulk.ts'
import type { Database } from '../../db/transaction.ts'
import { type CatchingUp, readThread } from '../past/catch-up.ts'
import { compare, dayOf, type Found, isWithin, type Window } from './differences.ts'
import { ingest } from '../ingest.ts'
import { type CrispMessage, type CrispSession, readMessage } from '../payload.ts'
import type { SessionKey } from '../queries.ts'
import type { ReconciliationRow } from './reconciliations.ts'
import { CrispRefusal } from '../api/refusal.ts'
import {
  conversationPage,
  messagesBack,
  oneConversation,
  orMissing,
  type Walk,
} from '../api/walk.ts'

const DAY_MS = 86_400_000
// What was said a moment ago may still be on its way.
const SETTLING_MS = 60_000
const PAGE = 200

const DAYS = {
  table: 'crisp_reconciled',
  columns: ['reconciliationId', 'sessionId', 'day', 'here', 'there'],
} as const
const DIFFERENCES = {
  table: 'crisp_differences',
  columns: ['reconciliationId', 'day', 'sessionId', 'fingerprint', 'kind'],
} as const

export interface Reconciling extends Walk {
  database: Database
  isStopped: () => boolean
}

interface Run extends Reconciling {
  row: ReconciliationRow
  window: Window
}

/**
 * Compares a website with what we have of it, or repairs what a comparison found. Broken off, it goes on where it was
 * with the conversations that are not compared yet. What cannot succeed is noted as failed; what may be tried again is
 * thrown.
 */
export async function reconcile(options: Reconciling, row: ReconciliationRow): Promise<void> {
  const { database, isStopped } = options
  const run = { ...options, row, window: windowOf(row, database.clock.now().getTime()) }
  await note(database, row.id, { state: 'running' })
  try {
    if (row.isRepairing === 1) await repairAll(run)
    else await compareAll(run)
    const endedAt = database.clock.now().toISOString()
    if (!isStopped()) await note(database, row.id, { state: 'done', endedAt })
  } catch (error) {
    if (!(error instanceof CrispRefusal) || !isFinal(error)) throw error
    const endedAt = database.clock.now().toISOString()
    await note(database, row.id, { state: 'failed', lastError: error.reason, endedAt })
  }
}

const isFinal = ({ remedy }: CrispRefusal) => remedy === 'never' || remedy === 'missing'

function windowOf({ fromDay, toDay }: ReconciliationRow, now: number): Window {
  const until = Date.parse(toDay) + DAY_MS
  return { from: Date.parse(fromDay), until: Math.min(until, now - SETTLING_MS) }
}

const note = (
  database: Database,
  id: string,
  what: Partial<Pick<ReconciliationRow, 'state' | 'lastError' | 'endedAt'>>,
) => database.sql.updateTable('crispReconciliations').set(what).where('id', '=', id).execute()

/** Theirs first, by what changed since the first day; then what only we have of those days. */
async function compareAll(run: Run): Promise<void> {
  const { row, window, isStopped } = run
  const { websiteId } = row
  const seen = await comparedAlready(run)
  for (let page = 1; !isStopped(); page++) {
    const sessions = await conversationPage(run, websiteId, { page, since: window.from })
    if (sessions.length === 0) break
    for (const session of sessions) {
      const { sessionId } = session
      if (isStopped() || seen.has(sessionId)) continue
      seen.add(sessionId)
      await compareOne(run, { websiteId, sessionId }, session)
    }
  }
  for await (const sessionId of ourSessions(run)) {
    if (isStopped()) return
    if (seen.has(sessionId)) continue
    const key = { websiteId, sessionId }
    await compareOne(run, key, await oneConversation(run, key))
  }
}

async function comparedAlready({ database, row }: Run): Promise<Set<string>> {
  const rows = await database.sql
    .selectFrom('crispReconciled')
    .select('sessionId')
    .distinct()
    .where('reconciliationId', '=', row.id)
    .execute()
  return new Set(rows.map(({ sessionId }) => sessionId))
}

/** The conversations in which, as far as we know, something was said on these days. */
async function* ourSessions({ database, row, window }: Run): AsyncGenerator<string> {
  for (let last = ''; ;) {
    const rows = await database.sql
      .selectFrom('crispItems')
      .select('sessionId')
      .distinct()
      .where('websiteId', '=', row.websiteId)
      .where('sentAt', '>=', window.from)
      .where('sentAt', '<', window.until)
      .where('removedAt', 'is', null)
      .where('sessionId', '>', last)
      .orderBy('sessionId')
      .limit(PAGE)
      .execute()
    for (const { sessionId } of rows) yield sessionId
    const end = rows.at(-1)
    if (!end) return
    last = end.sessionId
  }
}

/** Compares one conversation and keeps what came of it. */
async function compareOne(
  run: Run,
  key: SessionKey,
  session: CrispSession | undefined,
): Promise<void> {
  const { days, found } = await compared(run, key, session)
  const { database, row } = run
  const kept = { reconciliationId: row.id, sessionId: key.sessionId }
  await database.transaction(async (tx) => {
    const of = (table: 'crispReconciled' | 'crispDifferences') =>
      tx.sql
        .deleteFrom(table)
        .where('reconciliationId', '=', row.id)
        .where('sessionId', '=', key.sessionId)
        .execute()
    await of('crispReconciled')
    await of('crispDifferences')
    const { dialect } = database
    await insertRows(
      tx.sql,
      dialect,
      DAYS,
      days.map((day) => ({ ...kept, ...day })),
    )
    await insertRows(
      tx.sql,
      dialect,
      DIFFERENCES,
      found.map((one) => ({ ...kept, ...one })),
    )
  })
}

async function compared(run: Run, key: SessionKey, session: CrispSession | undefined) {
  const { window } = run
  const items = await ourItems(run, key)
  const here = items.filter(({ removedAt }) => removedAt === null)
  const there = session ? await theirMessages(run, key, items) : []
  const { days, found } = compare({ here, there })
  const isHere = await isKnown(run, key)
  const first = days.map(({ day }) => day).toSorted()[0]
  const createdAt = session?.createdAt ?? null
  const day = first ?? (createdAt !== null && isWithin(window, createdAt) ? dayOf(createdAt) : null)
  const whole = (kind: Found['kind']): Found[] =>
    day === null ? [] : [{ day, kind, fingerprint: 0 }]
  if (session && !isHere) found.push(...whole('missing_conversation'))
  if (!session && isHere) found.push(...whole('surplus_conversation'))
  return { days, found }
}

const isKnown = async ({ database }: Run, { websiteId, sessionId }: SessionKey) =>
  (await database.sql
    .selectFrom('crispSessions')
    .select('sessionId')
    .where('websiteId', '=', websiteId)
    .where('sessionId', '=', sessionId)
    .where('removedAt', 'is', null)
    .executeTakeFirst()) !== undefined

type OurItem = Awaited<ReturnType<typeof ourItems>>[number]

/** Our messages of these days, but for those of ours that are still on their way to Crisp. */
const ourItems = ({ database, window }: Run, { websiteId, sessionId }: SessionKey) =>
  database.sql
    .selectFrom('crispItems')
    .leftJoin('crispOutbox', (join) =>
      join
        .onRef('crispOutbox.fingerprint', '=', 'crispItems.fingerprint')
        .onRef('crispOutbox.sessionId', '=', 'crispItems.sessionId'),
    )
    .select(['crispItems.fingerprint', 'type', 'content', 'sentAt', 'removedAt'])
    .where('crispItems.websiteId', '=', websiteId)
    .where('crispItems.sessionId', '=', sessionId)
    .where('sentAt', '>=', window.from)
    .where('sentAt', '<', window.until)
    .where('crispOutbox.id', 'is', null)
    .execute()

/**
 * Their messages of these days. A list may be older than what it says: where it differs about whether a message is
 * there, the message itself is asked for.
 */
async function theirMessages(
  run: Run,
  key: SessionKey,
  items: readonly OurItem[],
): Promise<CrispMessage[]> {
  const { window } = run
  const { messages } = await messagesBack(run, key, (batch) =>
    batch.some(({ timestamp }) => timestamp >= window.from),
  )
  const there = new Map(
    messages
      .filter(({ timestamp }) => isWithin(window, timestamp))
      .map((message) => [message.fingerprint, message]),
  )
  for (const { fingerprint, removedAt } of items) {
    if (there.has(fingerprint) === (removedAt === null)) continue
    const asked = await oneMessage(run, key, fingerprint)
    if (asked) there.set(fingerprint, asked)
    else there.delete(fingerprint)
  }
  return [...there.values()]
}

async function oneMessage(
  { client, purpose }: Walk,
  { websiteId, sessionId }: SessionKey,
  fingerprint: number,
): Promise<CrispMessage | undefined> {
  const answer = await orMissing(
    client.ask(purpose, (crisp) =>
      crisp.website.getMessageInConversation(websiteId, sessionId, fingerprint),
    ),
  )
  return answer === undefined ? undefined : readMessage(answer, 'operator')
}

/** Reads every conversation that differs anew, and looks what is still different then. */
async function repairAll(run: Run): Promise<void> {
  const { database, row, isStopped } = run
  for (let last = ''; !isStopped();) {
    const next = await database.sql
      .selectFrom('crispDifferences')
      .select('sessionId')
      .where('reconciliationId', '=', row.id)
      .where('repairedAt', 'is', null)
      .where('sessionId', '>', last)
      .orderBy('sessionId')
      .limit(1)
      .executeTakeFirst()
    if (!next) return
    last = next.sessionId
    await repairOne(run, { websiteId: row.websiteId, sessionId: last })
  }
}

async function repairOne(run: Run, key: SessionKey): Promise<void> {
  const { database, row } = run
  const session = await oneConversation(run, key)
  const walk: CatchingUp = { ...run, isThorough: true }
  // All of it is past: nobody is to be notified of what a repair brings in.
  const since = database.clock.now().getTime()
  if (session) await readThread(walk, key, { session, since, isWalked: false })
  else await ingest(database, { ...key, facts: [{ kind: 'gone' }], isPast: false })
  const { found } = await compared(run, key, session)
  const left = new Set(found.map(({ fingerprint }) => fingerprint))
  const differing = await database.sql
    .selectFrom('crispDifferences')
    .select('fingerprint')
    .where('reconciliationId', '=', row.id)
    .where('sessionId', '=', key.sessionId)
    .where('repairedAt', 'is', null)
    .execute()
  const repaired = differing.map(({ fingerprint }) => fingerprint).filter((one) => !left.has(one))
  const repairedAt = database.clock.now().toISOString()
  for (const fingerprint of repaired)
    await database.sql
      .updateTable('crispDifferences')
      .set({ repairedAt })
      .where('reconciliationId', '=', row.id)
      .where('sessionId', '=', key.sessionId)
      .where('fingerprint', '=', fingerprint)
      .execute()
}
