import { setTimeout as passed } from 'node:timers/promises'
import { wantBackfill } from '../server/crisp/past/backfill.ts'
import { findWebsite, type WebsiteRow } from '../server/crisp/queries.ts'
import type { Database } from '../server/db/transaction.ts'

const LOOK_MS = 50

/** The backfill of a website by a server that is running, seen from its database. */
export class Backfill {
  readonly #database: Database
  readonly #websiteId: string

  constructor(database: Database, websiteId: string) {
    this.#database = database
    this.#websiteId = websiteId
  }

  /** Waits until the server has found the website. */
  isPossible(): Promise<void> {
    return this.#until((website) => website !== undefined)
  }

  /** Has everything brought in; answers how many seconds it took. */
  async run(): Promise<number> {
    const begun = performance.now()
    await wantBackfill(this.#database, this.#websiteId)
    await this.#until((website) => website?.backfill === 'done')
    return (performance.now() - begun) / 1_000
  }

  async messages(): Promise<number> {
    return (await this.#website())?.backfillMessages ?? 0
  }

  async #until(isSo: (website: WebsiteRow | undefined) => boolean): Promise<void> {
    while (!isSo(await this.#website())) await passed(LOOK_MS)
  }

  #website(): Promise<WebsiteRow | undefined> {
    return findWebsite(this.#database.sql, this.#websiteId)
  }
}
