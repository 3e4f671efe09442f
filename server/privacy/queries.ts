import type { Selectable } from 'kysely'
import type { Erasure, Kept } from '../contract/privacy.ts'
import type { Partner } from '../customers/index.ts'
import type { Sql } from '../db/transaction.ts'
import { isId } from '../ids.ts'
import { problem } from '../problems.ts'
import type { ErasureSubjectTable, ErasureTable } from './table.ts'

export type ErasureRow = Selectable<ErasureTable>

const view = ({ id, customerId, kept, askedAt, doneAt }: ErasureRow): Erasure => ({
  id,
  customerId,
  state: doneAt === null ? 'running' : 'done',
  // What was erased before there were tasks and deals had none.
  kept: { tasks: 0, deals: 0, ...(JSON.parse(kept) as Omit<Kept, 'tasks' | 'deals'>) },
  askedAt,
  doneAt,
})

/** An erasure as it stands, or undefined. */
export const erasureRow = async (sql: Sql, id: string): Promise<ErasureRow | undefined> =>
  isId(id)
    ? sql.selectFrom('erasures').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined

/** The same as it is shown; throws `erasure_not_found`. */
export async function findErasure(sql: Sql, id: string): Promise<Erasure> {
  const row = await erasureRow(sql, id)
  if (!row) throw problem('erasure_not_found')
  return view(row)
}

/** What of one kind an erasure is about. */
export async function subjectsOf(
  sql: Sql,
  erasureId: string,
  kind: ErasureSubjectTable['kind'],
): Promise<string[]> {
  const rows = await sql
    .selectFrom('erasureSubjects')
    .select('subjectId')
    .where('erasureId', '=', erasureId)
    .where('kind', '=', kind)
    .orderBy('subjectId')
    .execute()
  return rows.map(({ subjectId }) => subjectId)
}

/** Everything an erasure is about. */
export async function allSubjects(sql: Sql, erasureId: string): Promise<string[]> {
  const rows = await sql
    .selectFrom('erasureSubjects')
    .select('subjectId')
    .where('erasureId', '=', erasureId)
    .execute()
  return rows.map(({ subjectId }) => subjectId)
}

/** What of it agents may have been told about. */
export const toldOf = async (sql: Sql, erasureId: string): Promise<string[]> => [
  ...(await subjectsOf(sql, erasureId, 'conversation')),
  ...(await subjectsOf(sql, erasureId, 'ticket')),
  ...(await subjectsOf(sql, erasureId, 'task')),
]

/** Who had been one with the erased for a time. */
export const partnersIn = (sql: Sql, erasureId: string): Promise<Partner[]> =>
  sql
    .selectFrom('erasurePartners')
    .select(['customerId', 'since', 'until'])
    .where('erasureId', '=', erasureId)
    .execute()
