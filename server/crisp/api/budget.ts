import type { Database } from '../../db/transaction.ts'

/** What requests are for: the less urgent they are, the more of the day they leave to the others. */
export type Purpose = 'backfill' | 'follow' | 'send'

const SHARES: Record<Purpose, number> = { backfill: 0.8, follow: 0.95, send: 1 }
const DAY_MS = 86_400_000

/** Counts the requests of the day, over restarts too, and says until when there are none left. */
export class Budget {
  readonly #database: Database
  readonly #perDay: number
  #day = ''
  #used = 0
  #unsaved = 0

  constructor(database: Database, perDay: number) {
    this.#database = database
    this.#perDay = perDay
  }

  get perDay(): number {
    return this.#perDay
  }

  /** How many requests the day has cost so far. */
  async used(): Promise<number> {
    await this.#begin()
    return this.#used
  }

  /** Counts one request; answers 0, or how many milliseconds from now there are requests for this again. */
  async take(purpose: Purpose): Promise<number> {
    await this.#begin()
    if (this.#used >= this.#perDay * SHARES[purpose]) return this.untilTomorrow()
    this.#used += 1
    this.#unsaved += 1
    return 0
  }

  untilTomorrow(): number {
    return DAY_MS - (this.#database.clock.now().getTime() % DAY_MS)
  }

  /** Writes down what was counted since the last time, and learns what other processes have used. */
  async save(): Promise<void> {
    const [day, requests] = [this.#day, this.#unsaved]
    if (requests === 0) return
    this.#unsaved = 0
    const all = await this.#database.sql
      .insertInto('crispDays')
      .values({ day, requests })
      .onConflict((conflict) =>
        conflict
          .column('day')
          .doUpdateSet((row) => ({ requests: row('crispDays.requests', '+', requests) })),
      )
      .returning('requests')
      .executeTakeFirstOrThrow()
    if (day === this.#day) this.#used = all.requests + this.#unsaved
  }

  async #begin(): Promise<void> {
    const day = this.#database.clock.now().toISOString().slice(0, 10)
    if (day === this.#day) return
    await this.save()
    const known = await this.#database.sql
      .selectFrom('crispDays')
      .select('requests')
      .where('day', '=', day)
      .executeTakeFirst()
    this.#day = day
    this.#used = (known?.requests ?? 0) + this.#unsaved
  }
}
