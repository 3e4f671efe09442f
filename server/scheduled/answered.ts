import type { StreamEvent } from '../contract/events.ts'
import { takeConversation } from '../conversations/index.ts'
import type { Database } from '../db/transaction.ts'
import { subscribe } from '../stream/index.ts'
import { saveScheduled } from './actions.ts'
import { isStopped } from './due.ts'
import { lockScheduled, pendingIn, stoppable } from './queries.ts'

// What customers write within this time is looked at together.
const CALM_MS = 100

/**
 * Keeps replies back as soon as their customer has written; answers how to stop. Only so that agents see it at once:
 * what is due asks again, so nothing depends on this being done.
 */
export function holdAnswered(database: Database, onError: (error: unknown) => void): () => void {
  const written = new Set<string>()
  let calm: NodeJS.Timeout | undefined
  const look = () => {
    calm = undefined
    const ids = [...written]
    written.clear()
    hold(database, ids).catch(onError)
  }
  const stopHearing = subscribe(database, (events, committedAt) => {
    // What another process committed, that process sees to.
    if (committedAt === undefined) return
    for (const id of events.flatMap(writtenIn)) written.add(id)
    if (written.size > 0) calm ??= setTimeout(look, CALM_MS)
  })
  return () => {
    stopHearing()
    clearTimeout(calm)
  }
}

const writtenIn = (event: StreamEvent): string[] =>
  event.kind === 'message.added' && event.body.message.author.type === 'customer'
    ? [event.body.message.conversationId]
    : []

async function hold(database: Database, conversationIds: string[]): Promise<void> {
  for (const id of await stoppable(database, conversationIds)) await holdIn(database, id)
}

const holdIn = (database: Database, conversationId: string): Promise<void> =>
  database.transaction(async (tx) => {
    const conversation = await takeConversation(tx, conversationId)
    for (const { id } of await pendingIn(tx.sql, conversationId)) {
      const row = await lockScheduled(tx, id)
      if (row.state !== 'waiting' || !(await isStopped(tx, row))) continue
      await saveScheduled(
        tx,
        { ...row, state: 'held', heldBecause: 'customer_wrote' },
        conversation,
      )
    }
  })
