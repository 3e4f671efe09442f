import { isDeepStrictEqual } from 'node:util'
import type { Page, VisitorContext } from '../contract/visitors.ts'
import { type ConversationRow, lockConversation } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import type { Limit } from '../http/limit.ts'
import { ProblemError } from '../problems.ts'
import { append } from '../stream/index.ts'
import { recordVisit } from './page-visits.ts'
import { onPage, readContext } from './visitor.ts'

/** Keeps what is known of a chat's visitor, and tells the agents; the same as before changes nothing. */
export async function saveContext(
  tx: Tx,
  session: ConversationRow,
  context: VisitorContext,
): Promise<ConversationRow> {
  const before = readContext(session.data)
  if (isDeepStrictEqual(context, before)) return session
  const data = JSON.stringify(context)
  await tx.sql.updateTable('conversations').set({ data }).where('id', '=', session.id).execute()
  append(tx, {
    kind: 'conversation.visited',
    refs: { channel: session.channel, conversationId: session.id, customerId: session.customerId },
    body: { id: session.id, visitor: context },
  })
  if (context.pages[0]?.url !== before.pages[0]?.url) await recordVisit(tx, session, context)
  return { ...session, data }
}

const REST_MS = 2_000

interface Pending {
  /** Where the visitor went while the rest lasted. */
  page?: Page
}

export interface VisitsOptions {
  database: Database
  limit: Limit
  onError: (error: unknown) => void
}

/**
 * Keeps the pages visitors go to: of several within two seconds the first and the last, and in each session no more than
 * the limit allows.
 */
export class Visits {
  readonly #options: VisitsOptions
  readonly #resting = new Map<string, Pending>()

  constructor(options: VisitsOptions) {
    this.#options = options
  }

  async visit(sessionId: string, page: Page): Promise<void> {
    const pending = this.#resting.get(sessionId)
    if (pending) {
      pending.page = page
      return
    }
    this.#rest(sessionId)
    await this.#keep(sessionId, page)
  }

  #rest(sessionId: string): void {
    const pending: Pending = {}
    this.#resting.set(sessionId, pending)
    setTimeout(() => {
      this.#resting.delete(sessionId)
      if (pending.page) this.visit(sessionId, pending.page).catch(this.#options.onError)
    }, REST_MS).unref()
  }

  async #keep(sessionId: string, page: Page): Promise<void> {
    const { database, limit } = this.#options
    if (!(await hasRoom(limit, sessionId))) return
    await database.transaction(async (tx) => {
      const session = await lockConversation(tx, sessionId)
      if (session?.channel !== 'webchat') return
      await saveContext(tx, session, onPage(readContext(session.data), page, tx.now))
    })
  }
}

const hasRoom = (limit: Limit, sessionId: string): Promise<boolean> =>
  limit.take(sessionId).then(
    () => true,
    (error: unknown) => {
      if (error instanceof ProblemError) return false
      throw error
    },
  )
