import { type RawBuilder, sql } from 'kysely'
import type { Dialect } from '../db/dialect.ts'
import { insertRows } from '../db/bulk.ts'
import type { Database, Tx } from '../db/transaction.ts'
import { MEASURED, OPENING } from './measures.ts'
import { change, valueOf } from './parts.ts'
import type { FactKind } from './table.ts'

const DAY_MS = 86_400_000
// Between two days whoever waits comes first.
const PAUSE_MS = 20

const KINDS: Array<FactKind | 'open'> = [...MEASURED, 'open']

const dayOf = (at: string): string => at.slice(0, 'yyyy-mm-dd'.length)

/** Notes that days have other facts than before: they are read themselves until they are packed anew. */
export async function loosen(tx: Tx, times: readonly string[]): Promise<void> {
  const days = [...new Set(times.map(dayOf))]
  if (days.length === 0) return
  const { sql: db, database } = tx
  const rows = await db
    .selectFrom('analyticsLooseDays')
    .select('day')
    .where('day', 'in', days)
    .execute()
  const known = new Set(rows.map(({ day }) => day))
  const packed = days.filter((day) => !known.has(day))
  if (packed.length === 0) return
  await db
    .deleteFrom('analyticsDays')
    .where('kind', 'in', KINDS)
    .where('day', 'in', packed)
    .execute()
  const loose = packed.map((day) => {
    const starts = Date.parse(day)
    return { day, starts: iso(starts), ends: iso(starts + DAY_MS) }
  })
  const into = { table: 'analytics_loose_days', columns: ['day', 'starts', 'ends'] }
  await insertRows(db, database.dialect, into, loose)
}

const iso = (milliseconds: number) => new Date(milliseconds).toISOString()

/** Packs the days that are over, each in a transaction of its own. */
export async function packDays(database: Database, pauseMs = PAUSE_MS): Promise<void> {
  const today = dayOf(database.clock.now().toISOString())
  for (let after = ''; ;) {
    // One row of a small table: no reader is started for it.
    const next = await database.sql
      .selectFrom('analyticsLooseDays')
      .select('day')
      .where('day', '>', after)
      .where('day', '<', today)
      .orderBy('day')
      .limit(1)
      .executeTakeFirst()
    if (!next) return
    await database.transaction((tx) => packDay(tx, next.day))
    after = next.day
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** The job that packs what can be packed. */
export const packWhenDue = (database: Database) => () => packDays(database)

async function packDay(tx: Tx, day: string): Promise<void> {
  const { sql: db, database } = tx
  // Nobody counts meanwhile.
  await db
    .updateTable('counters')
    .set((row) => ({ value: row.ref('value') }))
    .where('name', '=', 'counted')
    .execute()
  const removed = await db
    .deleteFrom('analyticsLooseDays')
    .where('day', '=', day)
    .returning(['starts', 'ends'])
    .executeTakeFirst()
  if (!removed) return
  await insertMeasured(tx, { day, ...removed }).execute(db)
  await insertOpen(database.dialect, { day, ...removed }).execute(db)
}

interface Day {
  day: string
  starts: string
  ends: string
}

const COLUMNS = sql`kind, day, dimension_id, count, valued, wall_sum, business_sum, wall_values, business_values`

const NO_VALUES: Record<Dialect, RawBuilder<unknown>> = {
  sqlite: sql`'[]'`,
  postgres: sql`array[]::bigint[]`,
}

function insertMeasured({ database: { dialect } }: Tx, { day, starts, ends }: Day) {
  const [wall, business] = [valueOf('wall'), valueOf('business')]
  const all = (value: RawBuilder<unknown>) =>
    dialect === 'sqlite'
      ? sql`json_group_array(${value}) filter (where ${value} is not null)`
      : sql`coalesce(array_agg(${value}) filter (where ${value} is not null), ${NO_VALUES.postgres})`
  const sum = (value: RawBuilder<unknown>) => sql`coalesce(sum(${value}), 0)`
  return sql`insert into analytics_days (${COLUMNS})
    select kind, ${sql.lit(day)}, dimension_id, count(*), count(${wall}), ${sum(wall)}, ${sum(business)},
      ${all(wall)}, ${all(business)}
    from analytics_facts as fact
    where kind in (${sql.join(MEASURED)}) and at >= ${starts} and at < ${ends}
    group by kind, dimension_id`
}

function insertOpen(dialect: Dialect, { day, starts, ends }: Day) {
  const none = NO_VALUES[dialect]
  return sql`insert into analytics_days (${COLUMNS})
    select 'open', ${sql.lit(day)}, dimension_id, sum(${change}), 0, 0, 0, ${none}, ${none}
    from analytics_facts as fact
    where kind in (${sql.join(OPENING)}) and at >= ${starts} and at < ${ends}
    group by dimension_id having sum(${change}) <> 0`
}
