import type { Writable } from 'node:stream'
import { sql } from 'kysely'
import type { Database, Tx } from '../db/transaction.ts'
import { holdCursor, moveCursor } from '../stream/index.ts'
import { createCounter, progressOf } from './counter.ts'
import { packDays } from './pack.ts'

const AT_ONCE = 5_000

/** All that reports are made of, and what its rows are told apart by; what refers to another comes before it. */
const TABLES = {
  analytics_days: 'kind, day, dimension_id',
  analytics_loose_days: 'day',
  analytics_stays: 'id',
  analytics_facts: 'kind, at, id',
  analytics_threads: 'id',
  analytics_dimension_tags: 'dimension_id, tag_id',
  analytics_dimensions: 'id',
}

/**
 * Counts everything anew from the first event on, with the opening hours of today, and tells how far it is. On Postgres
 * beside running servers, which count along.
 */
export async function recountHere(database: Database, out: Writable): Promise<void> {
  while (!(await database.transaction(forgetSome)));
  let told = ''
  let failure: unknown
  const counter = createCounter({
    database,
    onCounted(at) {
      const month = at.slice(0, 'yyyy-mm'.length)
      if (month > told) out.write(`${month}\n`)
      if (month > told) told = month
    },
    onError: (error) => (failure = error),
  })
  await counter.run()
  if (failure !== undefined) throw failure
  await packDays(database, 0)
  const { behind } = await progressOf(database)
  out.write(`everything is counted, but for ${behind} events of this moment\n`)
}

/** Forgets some of what was counted; with the last of it, where counting begins. Answers whether all is gone. */
async function forgetSome(tx: Tx): Promise<boolean> {
  // Nobody counts meanwhile. What they count between two of these goes with the rest.
  await holdCursor(tx, 'counted')
  let left = AT_ONCE
  for (const [table, keys] of Object.entries(TABLES)) {
    const [from, key] = [sql.raw(table), sql.raw(keys)]
    const { numAffectedRows = 0n } = await sql`delete from ${from}
      where (${key}) in (select ${key} from ${from} limit ${left})`.execute(tx.sql)
    left -= Number(numAffectedRows)
    if (left <= 0) return false
  }
  await moveCursor(tx, 'counted', 0)
  await tx.sql.updateTable('counters').set({ value: 0 }).where('name', '=', 'fact').execute()
  return true
}
