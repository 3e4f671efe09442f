import type { Database } from '../../db/transaction.ts'
import { noteWebsite } from '../websites.ts'

const WAIT_MS = 1_000

interface Heard {
  lastEventAt: string
  lastLagMs?: number
}

/** When each website was last heard of: written down together after a while, so that an event costs one commit. */
export class LastHeard {
  readonly #database: Database
  readonly #onError: (error: unknown) => void
  #heard = new Map<string, Heard>()
  #timer: NodeJS.Timeout | undefined

  constructor(database: Database, onError: (error: unknown) => void) {
    this.#database = database
    this.#onError = onError
  }

  note(websiteId: string, lagMs: number | undefined): void {
    const lastEventAt = this.#database.clock.now().toISOString()
    const before = this.#heard.get(websiteId)
    const lag = lagMs === undefined ? {} : { lastLagMs: Math.max(0, lagMs) }
    this.#heard.set(websiteId, { ...before, lastEventAt, ...lag })
    this.#timer ??= setTimeout(() => void this.save().catch(this.#onError), WAIT_MS)
  }

  async save(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const heard = this.#heard
    this.#heard = new Map()
    for (const [websiteId, what] of heard) await noteWebsite(this.#database, websiteId, what)
  }
}
