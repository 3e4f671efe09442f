import { type Kysely, sql as raw, type Transaction } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Dialect } from './dialect.ts'
import type { Lane } from './lane.ts'
import type { Schema } from './schema.ts'

/** Where a query can run: the database or an open transaction. */
export type Sql = Kysely<Schema>

/** One unit of work. All of its facts carry the same time. */
export interface Tx {
  sql: Transaction<Schema>
  database: Database
  /** ISO 8601 UTC, taken when the transaction began. */
  now: string
  /** Runs last inside the transaction; a failure rolls everything back. */
  beforeCommit(run: () => Promise<void>): void
  /** Runs once the commit is on disk, in order of registration; never after a rollback. */
  afterCommit(run: () => void): void
}

/** An open database. */
export interface Database {
  sql: Sql
  /**
   * For lists, counts and the live board, which may take long: on SQLite they run beside the commits, in threads of
   * their own; on Postgres among the chat's, since they are short there and never wait for a report. Sees every commit
   * before it. Nothing is decided by it that a transaction then writes.
   */
  reads: Sql
  /**
   * For what people search as they type: many statements at once, which wait for each other and never keep a connection
   * from the chat. On Postgres one that takes too long is ended. On SQLite the same as `reads`.
   */
  searches: Sql
  /** For reports, which add up much: as searches, on connections of their own. On SQLite the same as `reads`. */
  reports: Sql
  /**
   * This database for somebody who may go away: once the signal says so none of their searches and reports begins, and
   * Postgres ends what it is at.
   */
  until(signal: AbortSignal): Database
  dialect: Dialect
  /** The SQLite file; null for one in memory and on Postgres. */
  file: string | null
  clock: Clock
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Hears of each hook and listener that failed after a commit, when the work itself can fail no more. */
  readonly onHookError: (error: unknown) => void
  close(): Promise<void>
}

/** What a database is made of. */
export interface OpenDatabase extends Pick<
  Database,
  'sql' | 'dialect' | 'file' | 'clock' | 'onHookError'
> {
  reads: Lane
  searches: Lane
  reports: Lane
}

/** Makes `transaction` for an open connection: hooks before and after the commit. */
export function createDatabase({ reads, searches, reports, ...open }: OpenDatabase): Database {
  const database: Database = {
    ...open,
    reads: reads.sql,
    searches: searches.sql,
    reports: reports.sql,
    until: (signal) => ({
      ...database,
      searches: searches.until(signal),
      reports: reports.until(signal),
    }),
    transaction: (work) => run(database, work),
    async close() {
      // The last connection of a SQLite file folds its log back, which a reader could not.
      for (const lane of new Set([searches, reports, reads])) await lane.close()
      await open.sql.destroy()
    },
  }
  return database
}

async function run<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const before: Array<() => Promise<void>> = []
  const after: Array<() => void> = []
  const result = await database.sql.transaction().execute(async (sql) => {
    const tx: Tx = {
      sql,
      database,
      now: database.clock.now().toISOString(),
      beforeCommit: (hook) => void before.push(hook),
      afterCommit: (hook) => void after.push(hook),
    }
    const done = await work(tx)
    // A hook may register another, so the list is read while it grows.
    for (let index = 0; index < before.length; index++) await before[index]?.()
    return done
  })
  for (const hook of after) runHook(database, hook)
  return result
}

/** Runs what follows a commit; a failure is reported and goes no further, since what was committed stays. */
export function runHook(database: Database, hook: () => void): void {
  try {
    hook()
  } catch (error) {
    database.onHookError(error)
  }
}

/** A database whose transactions all join `tx`: what is done through it is committed, or not, with `tx`. */
export const joined = (tx: Tx): Database => ({
  sql: tx.sql,
  reads: tx.sql,
  searches: tx.sql,
  reports: tx.sql,
  until: () => joined(tx),
  dialect: tx.database.dialect,
  file: tx.database.file,
  clock: tx.database.clock,
  onHookError: tx.database.onHookError,
  transaction: (work) => work(tx),
  close: async () => {},
})

/**
 * A database whose transactions are parts of `tx`: one that fails leaves nothing behind and does not keep the others
 * from what they do; what the rest did is committed, or not, with `tx`. They run one after the other, however they are
 * begun, and what a part does before and after the commit is done with that of `tx`: locks that everybody needs are
 * taken at its end, not with the first part.
 */
export function partsOf(tx: Tx): Database {
  let last: Promise<unknown> = Promise.resolve()
  let lost: { cause: unknown } | undefined
  // Before what any of the parts has to do then: nothing of it may be done when the whole is lost.
  tx.beforeCommit(async () => {
    if (lost) throw lost.cause
  })
  async function attempt<T>(work: (part: Tx) => Promise<T>): Promise<T> {
    if (lost) throw lost.cause
    await raw`savepoint part`.execute(tx.sql)
    try {
      return await runPart(tx, work)
    } catch (cause) {
      if (await undoPart(tx)) throw cause
      // The whole went with its part: a line that was cut, or a full disk, where SQLite rolls back all by itself.
      lost = { cause }
      throw cause
    }
  }
  const database: Database = {
    ...joined(tx),
    until: () => database,
    transaction<T>(work: (part: Tx) => Promise<T>) {
      const done = last.then(() => attempt(work))
      last = done.catch(() => {})
      return done
    },
  }
  return database
}

async function runPart<T>(tx: Tx, work: (part: Tx) => Promise<T>): Promise<T> {
  const before: Array<() => Promise<void>> = []
  const after: Array<() => void> = []
  let isOver = false
  const part: Tx = {
    ...tx,
    // What a hook registers, when the part is long over, belongs to the whole.
    beforeCommit: (hook) => (isOver ? tx.beforeCommit(hook) : void before.push(hook)),
    afterCommit: (hook) => (isOver ? tx.afterCommit(hook) : void after.push(hook)),
  }
  const done = await work(part)
  await raw`release savepoint part`.execute(tx.sql)
  isOver = true
  for (const hook of before) tx.beforeCommit(hook)
  for (const hook of after) tx.afterCommit(hook)
  return done
}

/** Takes back what a part did; false where that cannot be. */
async function undoPart(tx: Tx): Promise<boolean> {
  try {
    await raw`rollback to savepoint part`.execute(tx.sql)
    await raw`release savepoint part`.execute(tx.sql)
    return true
  } catch {
    return false
  }
}
