import { sql } from 'kysely'

/** The condition that what an id names is not being erased: it is stored for a while yet, and found no more. */
export const isKept = (column: string) =>
  sql<boolean>`not exists (select 1 from erasure_subjects s where s.subject_id = ${sql.ref(column)})`
