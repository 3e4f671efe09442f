import type { Draft, SaveDraftBody } from '../contract/drafts.ts'
import { findConversation } from '../conversations/index.ts'
import type { Database } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { announceDraft } from './announce.ts'
import { keepDraft, removeDraft, versionOf } from './queries.ts'
import { viewDraft } from './view.ts'

/** Whose draft, and where. */
interface Place {
  agentId: string
  conversationId: string
}

// The time is in it, so that a draft begun anew is later than the one that was dropped.
const versionAfter = (base: number, now: string) => Math.max(base + 1, Date.parse(now))

/**
 * Keeps what an agent has written so far; with nothing written there is no draft any more. Throws
 * `conversation_not_found`, or `draft_changed` where a later version is kept.
 */
export const saveDraft = (database: Database, place: Place, body: SaveDraftBody): Promise<Draft> =>
  database.transaction(async (tx) => {
    if (!(await findConversation(tx.sql, place.conversationId)))
      throw problem('conversation_not_found')
    const { base, ...written } = body
    const row = { ...place, ...written, version: versionAfter(base, tx.now), updatedAt: tx.now }
    const isBlank = written.reply === '' && written.note === ''
    const kept = await keepDraft(tx, row, base)
    if (!kept) throw problem('draft_changed')
    if (isBlank) await removeDraft(tx, place, undefined)
    const draft = viewDraft(kept)
    announceDraft(tx, place.agentId, draft)
    return draft
  })

/** Drops a draft, up to version `base` where that is given; one that is not there is gone. Throws `draft_changed`. */
export const dropDraft = (
  database: Database,
  place: Place,
  base: number | undefined,
): Promise<void> =>
  database.transaction(async (tx) => {
    const dropped = await removeDraft(tx, place, base)
    if (!dropped && (await versionOf(tx, place)) > 0) throw problem('draft_changed')
    if (!dropped) return
    announceDraft(tx, place.agentId, {
      conversationId: place.conversationId,
      mode: 'reply',
      reply: '',
      note: '',
      sinceSeq: null,
      version: versionAfter(dropped.version, tx.now),
      updatedAt: tx.now,
    })
  })
