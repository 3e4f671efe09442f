import { sql as raw } from 'kysely'
import type { ProactiveCount } from '../contract/proactive.ts'
import { appendMessages, type ConversationRow } from '../conversations/index.ts'
import { hashesOf, personHash } from '../customers/index.ts'
import { amongIds } from '../db/bulk.ts'
import { inSteps } from '../db/steps.ts'
import type { Database, Sql, Tx } from '../db/transaction.ts'
import type { JobHandler } from '../jobs/index.ts'
import { ProblemError } from '../problems.ts'
import { chatConfig } from '../settings/index.ts'

interface Answering {
  /** What was shown. */
  proactiveId: string | undefined
  botName: string
}

/**
 * Begins a new session with what its customer answers, as it was shown to them, and makes what else this browser was
 * shown theirs, but for what the site has signed for somebody. What was answered before, or never shown, adds nothing.
 */
export async function beginWithShown(
  tx: Tx,
  session: ConversationRow,
  { proactiveId, botName }: Answering,
): Promise<ConversationRow> {
  if (proactiveId === undefined) return session
  const { customerId, id: conversationId } = session
  const shown = await tx.sql
    .updateTable('proactiveShowings')
    .set({
      customerId,
      conversationId,
      answeredAt: tx.now,
      openedAt: raw<string>`coalesce(opened_at, ${tx.now})`,
    })
    .where('id', '=', proactiveId)
    .where('answeredAt', 'is', null)
    .returning(['text', 'visitorId'])
    .executeTakeFirst()
  if (!shown) return session
  const { visitorId, text: content } = shown
  await tx.sql
    .updateTable('proactiveShowings')
    .set({ customerId })
    .where('visitorId', '=', visitorId)
    .where('customerId', 'is', null)
    .where('person', 'is', null)
    .execute()
  const author = { type: 'bot', id: null, name: botName } as const
  const how = { kind: 'text', visibility: 'public', channels: ['webchat'] } as const
  const draft = { ...how, conversationId, author, content, clientMessageId: null }
  const [said] = await appendMessages(tx, [draft])
  if (!said || said instanceof ProblemError) throw said ?? new Error('nothing came of a message')
  return said.conversation
}

/** What was shown to somebody the site has signed for is theirs once they are a customer. */
export async function giveShown(tx: Tx, externalId: string, customerId: string): Promise<void> {
  await tx.sql
    .updateTable('proactiveShowings')
    .set({ customerId })
    .where('person', '=', personHash(externalId))
    .where('customerId', 'is', null)
    .execute()
}

/** What was shown in the browser of a session goes with it to another customer, but for what other sessions answer. */
export async function moveShown(
  tx: Tx,
  conversationId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.sql
    .updateTable('proactiveShowings')
    .set({ customerId: to })
    .where('customerId', '=', from)
    .where((row) =>
      row.or([row('conversationId', 'is', null), row('conversationId', '=', conversationId)]),
    )
    .where('visitorId', 'in', (row) =>
      row
        .selectFrom('proactiveShowings as answered')
        .select('answered.visitorId')
        .where('answered.customerId', '=', from)
        .where('answered.conversationId', '=', conversationId),
    )
    .execute()
}

/** Forgets what a browser was shown, unless somebody is known to have been shown it. */
export async function forgetShownIn(tx: Tx, visitorId: string): Promise<void> {
  await tx.sql
    .deleteFrom('proactiveShowings')
    .where('visitorId', '=', visitorId)
    .where('customerId', 'is', null)
    .where('person', 'is', null)
    .execute()
}

/** What customers were shown: whatever would be forgotten with them. */
export async function shownTo({ reads: sql, dialect }: Database, customerIds: readonly string[]) {
  const hashes = (await Promise.all(customerIds.map((id) => hashesOf(sql, id)))).flat()
  // Read first: Postgres would go through all that anybody was shown for a query within.
  const chats = await sql
    .selectFrom('conversations')
    .select('visitorId')
    .distinct()
    .where(amongIds(dialect, 'customerId', customerIds))
    .execute()
  const browsers = chats.flatMap(({ visitorId }) => visitorId ?? [])
  return sql
    .selectFrom('proactiveShowings')
    .select(['text', 'shownAt', 'openedAt', 'answeredAt'])
    .where((row) =>
      row.or([
        amongIds(dialect, 'customerId', customerIds),
        // No list may be empty.
        row('person', 'in', ['', ...hashes]),
        row.and([
          row('visitorId', 'in', ['', ...browsers]),
          row('customerId', 'is', null),
          row('person', 'is', null),
        ]),
      ]),
    )
    .orderBy('shownAt')
    .orderBy('id')
    .execute()
}

/** What became of each rule that was shown to anybody. */
export const countShown = (sql: Sql): Promise<ProactiveCount[]> =>
  sql
    .selectFrom('proactiveShowings')
    .select(({ fn }) => [
      'ruleId',
      fn.countAll<number>().as('shown'),
      fn.count<number>('openedAt').as('opened'),
      fn.count<number>('answeredAt').as('answered'),
    ])
    .groupBy('ruleId')
    .execute()

const DAY_MS = 86_400_000
const BATCH = 1_000

/** Forgets whom rules that are gone were shown to, a little in each commit: there may be as many as there were visitors. */
export const forgetOldShown =
  (database: Database): JobHandler =>
  async () => {
    const { proactive } = await chatConfig(database)
    const rules = new Set(proactive.map(({ id }) => id))
    // A rule that was made just now may not be known here yet.
    const before = new Date(database.clock.now().getTime() - DAY_MS).toISOString()
    const shown = await database.sql
      .selectFrom('proactiveShowings')
      .select('ruleId')
      .where('shownAt', '<', before)
      .distinct()
      .execute()
    for (const { ruleId } of shown)
      if (!rules.has(ruleId)) await inSteps(database, (tx) => forgetSome(tx, ruleId))
  }

async function forgetSome({ sql }: Tx, ruleId: string): Promise<boolean> {
  const gone = await sql
    .deleteFrom('proactiveShowings')
    .where('id', 'in', (row) =>
      row.selectFrom('proactiveShowings').select('id').where('ruleId', '=', ruleId).limit(BATCH),
    )
    .returning('id')
    .execute()
  return gone.length === BATCH
}
