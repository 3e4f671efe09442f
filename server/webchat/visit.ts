import { isDeepStrictEqual } from 'node:util'
import type { Page, VisitorContext } from '../contract/visitors.ts'
import { type ConversationRow, lockConversation } from '../conversations/index.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { append } from '../stream/index.ts'
import { onPage, readContext } from './visitor.ts'

/** Keeps what is known of a chat's visitor, and tells the agents; the same as before changes nothing. */
export async function saveContext(
  tx: Tx,
  session: ConversationRow,
  context: VisitorContext,
): Promise<ConversationRow> {
  if (isDeepStrictEqual(context, readContext(session.data))) return session
  const data = JSON.stringify(context)
  await tx.sql.updateTable('conversations').set({ data }).where('id', '=', session.id).execute()
  append(tx, {
    kind: 'conversation.visited',
    refs: { channel: session.channel, conversationId: session.id, customerId: session.customerId },
    body: { id: session.id, visitor: context },
  })
  return { ...session, data }
}

const REST_MS = 2_000

interface Pending {
  /** Where the visitor went while the rest lasted. */
  page?: Page
}

/** Keeps the pages visitors go to: of several within two seconds the first and the last. */
export class Visits {
  readonly #database: Database
  readonly #onError: (error: unknown) => void
  readonly #resting = new Map<string, Pending>()

  constructor(database: Database, onError: (error: unknown) => void) {
    this.#database = database
    this.#onError = onError
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
      if (pending.page) this.visit(sessionId, pending.page).catch(this.#onError)
    }, REST_MS).unref()
  }

  async #keep(sessionId: string, page: Page): Promise<void> {
    await this.#database.transaction(async (tx) => {
      const session = await lockConversation(tx, sessionId)
      if (session?.channel !== 'webchat') return
      await saveContext(tx, session, onPage(readContext(session.data), page, tx.now))
    })
  }
}
