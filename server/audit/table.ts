import type { AuditAction } from '../contract/audit.ts'

/** Something that has to be accounted for. Rows are only ever added. */
export interface AuditEntryTable {
  id: string
  action: AuditAction
  userId: string | null
  at: string
  subjectId: string
  /** JSON: how much of what. */
  counts: string
}
