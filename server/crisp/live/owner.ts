import type { Database } from '../../db/transaction.ts'
import { newId } from '../../ids.ts'

const LEASE_MS = 30_000
const NAME = 'crisp'

/** What the process that talks to Crisp says of it, for the others to show. */
export interface OwnerState {
  connection: 'connecting' | 'live' | 'down' | 'refused'
  since: string
  /** Why it is not live. */
  why: string | null
}

/** One process at a time talks to Crisp: whoever holds the lease; when that one dies another takes it. */
export class Owner {
  readonly #database: Database
  readonly #holder = newId()
  #state: OwnerState

  constructor(database: Database) {
    this.#database = database
    const since = database.clock.now().toISOString()
    this.#state = { connection: 'connecting', since, why: null }
  }

  /** Takes the lease or makes it longer; false while another process has it. */
  hold(): Promise<boolean> {
    return this.#database.transaction(async (tx) => {
      const held = {
        holder: this.#holder,
        expiresAt: new Date(Date.parse(tx.now) + LEASE_MS).toISOString(),
        state: JSON.stringify(this.#state),
      }
      const row = await tx.sql
        .insertInto('crispOwner')
        .values({ name: NAME, ...held })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet(held)
            .where((where) =>
              where.or([
                where('crispOwner.holder', '=', this.#holder),
                where('crispOwner.expiresAt', '<=', tx.now),
              ]),
            ),
        )
        .returning('holder')
        .executeTakeFirst()
      return row?.holder === this.#holder
    })
  }

  /** Says how the connection is; kept with the lease. */
  async say(connection: OwnerState['connection'], why: string | null = null): Promise<void> {
    if (this.#state.connection === connection && this.#state.why === why) return
    this.#state = { connection, why, since: this.#database.clock.now().toISOString() }
    await this.#database.sql
      .updateTable('crispOwner')
      .set({ state: JSON.stringify(this.#state) })
      .where('holder', '=', this.#holder)
      .execute()
  }

  /** Leaves it to whoever wants it next. */
  async release(): Promise<void> {
    await this.#database.sql.deleteFrom('crispOwner').where('holder', '=', this.#holder).execute()
  }
}

/** What the process that talks to Crisp last said of it; undefined when none does. */
export async function ownerState(database: Database): Promise<OwnerState | undefined> {
  const row = await database.sql
    .selectFrom('crispOwner')
    .select(['state', 'expiresAt'])
    .where('name', '=', NAME)
    .executeTakeFirst()
  const isAlive = row !== undefined && row.expiresAt > database.clock.now().toISOString()
  return isAlive ? (JSON.parse(row.state) as OwnerState) : undefined
}
