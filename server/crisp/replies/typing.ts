import type { Database } from '../../db/transaction.ts'
import type { CrispClient } from '../api/client.ts'
import { sessionOfConversation } from '../queries.ts'

/** An agent types in a conversation, or no longer does. */
export interface AgentTyping {
  conversationId: string
  isTyping: boolean
}

// Each costs a request of the day: it is said seldom, and not at all once half of the day's are gone.
const AGAIN_MS = 10_000
const SHARE = 0.5

/** Tells Crisp that agents type. It is never stored, and what does not get through is not said again. */
export class Typing {
  readonly #database: Database
  readonly #client: CrispClient
  readonly #said = new Map<string, number>()

  constructor(database: Database, client: CrispClient) {
    this.#database = database
    this.#client = client
  }

  tell({ conversationId, isTyping }: AgentTyping): void {
    const now = Date.now()
    const last = this.#said.get(conversationId)
    const isNews = isTyping ? last === undefined || now - last >= AGAIN_MS : last !== undefined
    if (!isNews) return
    if (isTyping) this.#said.set(conversationId, now)
    else this.#said.delete(conversationId)
    this.#send(conversationId, isTyping ? 'start' : 'stop').catch(() => {
      // The next time somebody types is soon enough.
    })
  }

  async #send(conversationId: string, type: 'start' | 'stop'): Promise<void> {
    const session = await sessionOfConversation(this.#database.sql, conversationId)
    const { budget } = this.#client
    if (!session || (await budget.used()) > budget.perDay * SHARE) return
    await this.#client.once('send', (crisp) =>
      crisp.website.composeMessageInConversation(session.websiteId, session.sessionId, {
        type,
        from: 'operator',
      }),
    )
    // This process may do nothing else at Crisp, and the others count on knowing what the day has cost.
    await budget.save()
  }
}
