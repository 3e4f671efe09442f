import type {
  CreateDealBody,
  Deal,
  DealCategory,
  UpdateDealBody,
} from '../../../server/contract/deals.ts'
import { ask, askPage, call, withQuery } from '../sync/api.ts'
import { learnDeals, spanLoaded } from '../sync/learn.ts'
import { learn, learnAnswer, world } from '../sync/store.ts'

const PAGE = '30'
const MOST_OF_CUSTOMER = '100'

/** One column of the board: a stage, and whose of its deals (`me` and `all` as in an address). */
export interface Column {
  readonly owner: string
  readonly stageId: string
}

/** Where a deal stands in its stage: first whichever came to it last. */
export const placeOf = ({ id, movedAt }: Deal) => ({ at: movedAt, id })

/** The name of a column's span in the world. */
export const spanOf = ({ owner, stageId }: Column) => `deals ${owner} ${stageId}`

/** Whose deals a question is about. */
export const ownerIn = (owner: string) => (owner === 'all' ? undefined : owner)

/** Loads a column from the top, or what follows `cursor`. */
export function loadDeals(column: Column, cursor = '') {
  const { owner, stageId } = column
  const query = { stageId, ownerId: ownerIn(owner), cursor: cursor || undefined, limit: PAGE }
  return learn(
    () => askPage<Deal>(withQuery('/api/deals', query)),
    (now, { data, next }, askedAt) =>
      spanLoaded(learnDeals(now, data, askedAt), spanOf(column), {
        cursor: cursor || null,
        places: data.map(placeOf),
        next,
      }),
  )
}

/** Loads what follows in a column. */
export async function loadMoreDeals(column: Column) {
  const next = world().spans[spanOf(column)]?.next
  if (next) await loadDeals(column, next)
}

/** A customer's deals: the latest hundred, of all or of one kind. */
export const loadDealsOf = (customerId: string, category?: DealCategory) =>
  learn(
    () => askPage<Deal>(withQuery('/api/deals', { customerId, category, limit: MOST_OF_CUSTOMER })),
    (now, { data }, askedAt) => learnDeals(now, data, askedAt),
  )

/** The address of a deal. */
export const pathOf = (id: string) => `/api/deals/${encodeURIComponent(id)}`

/** Asks for something that changes a deal and takes the answer in. */
const changed = (asked: Promise<Deal>) =>
  learnAnswer(
    () => asked,
    (now, deal, askedAt) => learnDeals(now, [deal], askedAt),
  )

export const createDeal = (body: Partial<CreateDealBody> & Pick<CreateDealBody, 'customerId'>) =>
  changed(ask<Deal>({ method: 'POST', path: '/api/deals', body }))

/** Changes a deal; refused with `deal_changed` where there is a later version than the one that was edited. */
export const updateDeal = (id: string, body: UpdateDealBody) =>
  changed(ask<Deal>({ method: 'PUT', path: pathOf(id), body }))

export const deleteDeal = (id: string) => call<undefined>({ method: 'DELETE', path: pathOf(id) })
