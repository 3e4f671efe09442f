import { atLeast, type Role } from '../contract/identity.ts'
import { problem } from '../problems.ts'
import type { SavedViewRow } from './queries.ts'

/** The agent who asks. */
export interface Asker {
  id: string
  role: Role
}

/** Throws `forbidden` unless a view may be as wanted: supervisors and admins share them, and change shared ones. */
export function refuseSharing(asker: Asker, isShared: boolean): void {
  if (isShared && !atLeast(asker.role, 'supervisor')) throw problem('forbidden')
}

/** The view, if somebody may change it: their own, or a shared one. Throws `view_not_found` or `forbidden`. */
export function changeable(asker: Asker, view: SavedViewRow | undefined): SavedViewRow {
  if (!view || (view.isShared === 0 && view.ownerId !== asker.id)) throw problem('view_not_found')
  refuseSharing(asker, view.isShared === 1)
  return view
}
