import type { CrispConversation } from '../../contract/crisp.ts'
import type { Database } from '../../db/transaction.ts'
import { everySession, type ListPlace } from './lists.ts'
import type { SessionRow, WebsiteRow } from '../queries.ts'
import { viewCrispConversation } from '../view.ts'

/**
 * Reads every conversation of a website once while they are brought in: those that changed last first, as far back as
 * all of them are here. Of what was read nothing is held but which it was.
 */
export class Fetched {
  readonly #database: Database
  readonly #websiteId: string
  readonly #read = new Set<string>()
  #place: ListPlace | undefined

  constructor(database: Database, websiteId: string) {
    this.#database = database
    this.#websiteId = websiteId
  }

  /** How many were read. */
  get count(): number {
    return this.#read.size
  }

  /** What can be read now and was not read before. */
  async *more({ backfill, backfillReached }: WebsiteRow): AsyncGenerator<CrispConversation[]> {
    const isWhole = backfill === 'done'
    if (!isWhole && backfillReached === null) return
    const part = { after: this.#place, ...(!isWhole && { until: backfillReached ?? 0 }) }
    for await (const rows of everySession(this.#database, this.#websiteId, part)) {
      this.#place = rows.at(-1)
      yield this.#unread(rows)
    }
    if (!isWhole) return
    // What changed meanwhile has moved to where was read already.
    for await (const rows of everySession(this.#database, this.#websiteId)) yield this.#unread(rows)
  }

  #unread(rows: readonly SessionRow[]): CrispConversation[] {
    const unread = rows.filter(({ sessionId }) => !this.#read.has(sessionId))
    for (const { sessionId } of unread) this.#read.add(sessionId)
    return unread.map(viewCrispConversation)
  }
}
