import type { CustomerMerge } from '../contract/merging.ts'
import type { Fields } from './fields.ts'
import type { MergeRow, ShownMerge } from './queries.ts'

const UNDO_MS = 30 * 86_400_000

const undoUntil = ({ madeAt }: Pick<MergeRow, 'madeAt'>) =>
  new Date(Date.parse(madeAt) + UNDO_MS).toISOString()

/** Whether a merge can still be taken back at a time. */
export const isUndoable = (row: Pick<MergeRow, 'madeAt'>, now: string) => now <= undoUntil(row)

export const viewMerge = (row: ShownMerge, now: string): CustomerMerge => ({
  id: row.id,
  survivorId: row.survivorId,
  merged: {
    id: row.mergedId,
    name: row.mergedName,
    email: (JSON.parse(row.before) as Fields).email,
  },
  madeBy: row.agentName,
  madeAt: row.madeAt,
  undoUntil: undoUntil(row),
  canUndo: isUndoable(row, now),
})
