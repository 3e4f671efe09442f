import { amongIds, insertRows, updateRows } from '../db/bulk.ts'
import type { Tx } from '../db/transaction.ts'
import { type AnalyticsFactTable, type AnalyticsStayTable, NOT_YET, OPENS } from './table.ts'

const STAYS = {
  table: 'analytics_stays',
  columns: ['id', 'subjectId', 'dimensionId', 'fromAt', 'untilAt'],
}
const ENDS = { table: 'analytics_stays', columns: ['untilAt'] }

type Turn = Pick<AnalyticsFactTable, 'kind' | 'at' | 'id' | 'subjectId' | 'dimensionId'>

/** Writes down from when to when things were open, as these facts, the next in their order, say. */
export async function saveStays(tx: Tx, facts: readonly Turn[]): Promise<void> {
  const turns = facts.filter(({ kind }) => OPENS[kind] !== undefined)
  const lasting = await lastingOf(tx, new Set(turns.map(({ subjectId }) => subjectId)))
  const [begun, ended]: [AnalyticsStayTable[], AnalyticsStayTable[]] = [[], []]
  const fresh = new Set<AnalyticsStayTable>()
  for (const { kind, at, id, subjectId, dimensionId } of turns) {
    if (OPENS[kind] === 1) {
      const stay = { id, subjectId, dimensionId, fromAt: at, untilAt: NOT_YET }
      lasting.set(subjectId, stay)
      fresh.add(stay)
      begun.push(stay)
      continue
    }
    const stay = lasting.get(subjectId)
    if (!stay) continue
    stay.untilAt = at
    lasting.delete(subjectId)
    if (!fresh.has(stay)) ended.push(stay)
  }
  const { sql: db, database } = tx
  await insertRows(db, database.dialect, STAYS, begun)
  await updateRows(db, database.dialect, ENDS, ended)
}

/** From when on what is open is whose it is now. */
export async function openSinceOf(
  tx: Tx,
  subjects: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const lasting = await lastingOf(tx, subjects)
  return new Map([...lasting.values()].map(({ subjectId, fromAt }) => [subjectId, fromAt]))
}

async function lastingOf(
  { sql: db, database: { dialect } }: Tx,
  subjects: ReadonlySet<string>,
): Promise<Map<string, AnalyticsStayTable>> {
  if (subjects.size === 0) return new Map()
  const rows = await db
    .selectFrom('analyticsStays')
    .selectAll()
    .where(amongIds(dialect, 'subjectId', [...subjects]))
    .where('untilAt', '=', NOT_YET)
    .execute()
  return new Map(rows.map((row) => [row.subjectId, row]))
}
