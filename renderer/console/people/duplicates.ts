import type { Duplicate } from '../../../server/contract/duplicates.ts'
import { ask, call } from '../sync/api.ts'

export const listDuplicates = () => ask<Duplicate[]>({ path: '/api/duplicates' })

const decide = (act: 'dismiss' | 'restore', { survivor, other }: Duplicate) =>
  call<undefined>({
    method: 'POST',
    path: `/api/duplicates/${act}`,
    body: { survivorId: survivor.id, otherId: other.id },
  })

export const dismissDuplicate = (pair: Duplicate) => decide('dismiss', pair)
export const restoreDuplicate = (pair: Duplicate) => decide('restore', pair)
