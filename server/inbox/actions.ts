import type { ActResult, BulkBody, BulkResult } from '../contract/inbox.ts'
import type { Language } from '../contract/identity.ts'
import { type Actor, type ConversationRow, takeConversation } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { faultOf, problem, ProblemError, problemText } from '../problems.ts'
import { type Before, beforeOf, changedBy, type Item } from './before.ts'
import { perform, refuseUnknown } from './perform.ts'
import { undoItem } from './undo.ts'

const UNDO_MS = 60_000

/** Who acts, in which language they are told, and who hears of faults of ours. */
export interface Doer {
  by: NonNullable<Actor>
  language: Language
  onFault: (error: unknown) => void
}

/**
 * Does one thing to many conversations, each in a transaction of its own: one that is refused does not keep the others
 * from it. Throws where every one would be refused alike.
 */
export async function actOn(
  database: Database,
  { ids, act }: BulkBody,
  doer: Doer,
): Promise<BulkResult> {
  await database.transaction((tx) => refuseUnknown(tx, act))
  const items: Item[] = []
  const results: ActResult[] = []
  for (const id of new Set(ids))
    results.push(
      await outcomeOf(id, doer, async () => {
        const item = await database.transaction(async (tx) => {
          const row = await takeShown(tx, id)
          const before = beforeOf(row)
          return { id, before, after: beforeOf(await perform(tx, row, act, doer.by)) }
        })
        if (!changedBy(item)) return false
        items.push(item)
        return true
      }),
    )
  return { results, undoId: await keep(database, act.kind, items, doer) }
}

// A ticket's thread follows its ticket.
async function takeShown(tx: Tx, id: string): Promise<ConversationRow> {
  const row = await takeConversation(tx, id)
  if (row.channel === 'ticket') throw problem('conversation_not_found')
  return row
}

async function outcomeOf(
  id: string,
  { language, onFault }: Doer,
  deed: () => Promise<boolean>,
): Promise<ActResult> {
  try {
    return { id, outcome: (await deed()) ? 'done' : 'unchanged' }
  } catch (error) {
    if (!(error instanceof ProblemError)) onFault(error)
    const { code, detail } = error instanceof ProblemError ? error : faultOf(error)
    return { id, outcome: 'failed', code, message: problemText(code, language, detail) }
  }
}

async function keep(
  database: Database,
  kind: BulkBody['act']['kind'],
  items: readonly Item[],
  { by }: Doer,
): Promise<string | null> {
  if (items.length === 0) return null
  const id = newId()
  await database.transaction((tx) =>
    tx.sql
      .insertInto('inboxActs')
      .values({ id, userId: by.id, kind, items: JSON.stringify(items), createdAt: tx.now })
      .execute(),
  )
  return id
}

/**
 * Takes back what one's own act did, once and within a minute, conversation by conversation; one that was changed again
 * since stays as it is. Throws `undo_expired`.
 */
export async function undoAct(database: Database, id: string, doer: Doer): Promise<ActResult[]> {
  const { kind, items } = await database.transaction((tx) => claim(tx, id, doer))
  const results: ActResult[] = []
  for (const item of items)
    results.push(
      await outcomeOf(item.id, doer, () =>
        database.transaction(async (tx) => {
          await undoItem(tx, { kind, item, row: await takeShown(tx, item.id) }, doer.by)
          return true
        }),
      ),
    )
  return results
}

async function claim(tx: Tx, id: string, { by }: Doer) {
  const act = await tx.sql
    .deleteFrom('inboxActs')
    .where('id', '=', id)
    .where('userId', '=', by.id)
    .where('createdAt', '>=', new Date(Date.parse(tx.now) - UNDO_MS).toISOString())
    .returning(['kind', 'items'])
    .executeTakeFirst()
  if (!act) throw problem('undo_expired')
  return { kind: act.kind, items: JSON.parse(act.items) as Array<Item & { before: Before }> }
}
