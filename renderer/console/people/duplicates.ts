import type { Duplicate } from '../../../server/contract/duplicates.ts'
import { ask, call } from '../sync/api.ts'

export const listDuplicates = () => ask<Duplicate[]>({ path: '/api/duplicates' })

export const dismissDuplicate = ({ survivor, other }: Duplicate) =>
  call<undefined>({
    method: 'POST',
    path: '/api/duplicates/dismiss',
    body: { survivorId: survivor.id, otherId: other.id },
  })
