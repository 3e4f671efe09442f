import type { Customer } from '../../../server/contract/customers.ts'
import type {
  CustomerMerge,
  MergeChoice,
  MergePreview,
  UndoPreview,
} from '../../../server/contract/merging.ts'
import { ask, askPage, call, withQuery } from '../sync/api.ts'

const pathOf = (id: string) => `/api/customers/${encodeURIComponent(id)}`
const mergePath = (id: string) => `/api/customers/merges/${encodeURIComponent(id)}`

/** The first customers that match what was typed. */
export const findCustomers = async (q: string) =>
  (
    await askPage<Customer>(
      withQuery('/api/customers', { q: q || undefined, cursor: '', limit: '8' }),
    )
  ).data

export const previewMerge = (id: string, other: string) =>
  ask<MergePreview>({ path: withQuery(`${pathOf(id)}/merge`, { with: other }) })

export const mergeCustomers = (id: string, customerId: string, fields: MergeChoice) =>
  ask<CustomerMerge>({ method: 'POST', path: `${pathOf(id)}/merge`, body: { customerId, fields } })

export const listMerges = (id: string) => ask<CustomerMerge[]>({ path: `${pathOf(id)}/merges` })

export const previewUndo = (mergeId: string) => ask<UndoPreview>({ path: mergePath(mergeId) })

export const undoMerge = (mergeId: string) =>
  call<undefined>({ method: 'DELETE', path: mergePath(mergeId) })
