import type { Duplicate } from '../../../server/contract/duplicates.ts'
import { call } from '../sync/api.ts'

/** Pairs, and whether they are all there are: those who changed lately may still be compared. */
export interface Pairs {
  readonly data: readonly Duplicate[]
  readonly isWhole: boolean
}

export const listDuplicates = () => call<Pairs>({ path: '/api/duplicates' })

const decide = (act: 'dismiss' | 'restore', { survivor, other }: Duplicate) =>
  call<undefined>({
    method: 'POST',
    path: `/api/duplicates/${act}`,
    body: { survivorId: survivor.id, otherId: other.id },
  })

export const dismissDuplicate = (pair: Duplicate) => decide('dismiss', pair)
export const restoreDuplicate = (pair: Duplicate) => decide('restore', pair)
