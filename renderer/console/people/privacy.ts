import type { Erasure, ErasurePreview } from '../../../server/contract/privacy.ts'
import { ask, download } from '../sync/api.ts'

const pathOf = (id: string) => `/api/customers/${encodeURIComponent(id)}`

export const exportPerson = (id: string) => download(`${pathOf(id)}/export`, `customer-${id}.zip`)

export const previewErasure = (id: string) => ask<ErasurePreview>({ path: `${pathOf(id)}/erase` })

export const erase = (id: string, confirm: string) =>
  ask<Erasure>({ method: 'POST', path: `${pathOf(id)}/erase`, body: { confirm } })
