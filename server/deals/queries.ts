import { type Selectable, sql as raw } from 'kysely'
import type { DealCategory } from '../contract/deals.ts'
import { newerThan, type Place } from '../db/keyset.ts'
import type { Sql, Tx } from '../db/transaction.ts'
import { lockOwned } from '../customers/index.ts'
import { isId } from '../ids.ts'
import { problem } from '../problems.ts'
import type { DealMoveTable, DealTable } from './table.ts'

/** A deal with the names it is shown with. */
export type DealRow = Selectable<DealTable> & {
  ownerName: string
  customerName: string
  customerEmail: string | null
  companyId: string | null
  companyName: string | null
}

export type MoveRow = Selectable<DealMoveTable> & { byName: string }

/** Which deals are meant. */
export interface DealFilter {
  stageId?: string | undefined
  category?: DealCategory | undefined
  ownerId?: string | undefined
  customerId?: string | undefined
  companyId?: string | undefined
}

const MOST_MOVES = 500

const deals = (sql: Sql) =>
  sql
    .selectFrom('deals')
    .innerJoin('customers', 'customers.id', 'deals.customerId')
    .innerJoin('users as owner', 'owner.id', 'deals.ownerId')
    .selectAll('deals')
    .select([
      'customers.name as customerName',
      'customers.email as customerEmail',
      'customers.companyId',
      'customers.company as companyName',
      'owner.name as ownerName',
    ])

/** The deal with this id, or undefined. */
export const findDeal = async (sql: Sql, id: string): Promise<DealRow | undefined> =>
  isId(id) ? deals(sql).where('deals.id', '=', id).executeTakeFirst() : undefined

/** A deal for this transaction alone, and its customer before it, as a merge takes them; undefined where it is not there. */
export const lockDeal = (tx: Tx, id: string): Promise<DealRow | undefined> =>
  lockOwned(tx, {
    find: () => findDeal(tx.sql, id),
    async lock() {
      await tx.sql
        .selectFrom('deals')
        .select('id')
        .where('id', '=', id)
        .$if(tx.database.dialect === 'postgres', (query) => query.forUpdate())
        .execute()
    },
  })

/** A deal for this transaction alone; throws `deal_not_found`. */
export async function takeDeal(tx: Tx, id: string): Promise<DealRow> {
  const row = await lockDeal(tx, id)
  if (!row) throw problem('deal_not_found')
  return row
}

/** Whether there can be any: an id that is none names nobody. */
export const isAny = ({ stageId, ownerId, customerId, companyId }: DealFilter) =>
  [stageId, ownerId, customerId, companyId].every((id) => id === undefined || isId(id))

/**
 * What makes a deal one that is meant. Whoever is named has few deals: where a customer or a company is, they are found by
 * them, and no index leads to everybody's in that stage first.
 */
export function conditions({ customerId, companyId, ...filter }: DealFilter) {
  const isNamed = customerId !== undefined || companyId !== undefined
  const { stageId, category, ownerId } = filter
  const parts = Object.entries({ stageId, category, ownerId }).flatMap(([column, value]) =>
    value === undefined
      ? []
      : [raw<boolean>`${(isNamed ? unindexed : indexed)(`deals.${column}`)} = ${value}`],
  )
  if (customerId !== undefined) parts.push(raw`deals.customer_id = ${customerId}`)
  if (companyId !== undefined)
    parts.push(raw`deals.customer_id in (select id from customers where company_id = ${companyId})`)
  return parts.length === 0 ? raw<boolean>`1 = 1` : raw<boolean>`${raw.join(parts, raw` and `)}`
}

const indexed = (column: string) => raw`${raw.ref(column)}`
const unindexed = (column: string) => raw`coalesce(${raw.ref(column)}, ${raw.ref(column)})`

/** The deals that are meant, from a place on: first whichever came to its stage last. */
export async function listDeals(
  sql: Sql,
  filter: DealFilter,
  { from, limit }: { from?: Place | undefined; limit: number },
): Promise<DealRow[]> {
  if (!isAny(filter)) return []
  // A company's have no order of their own: they are sorted.
  const movedAt = (filter.companyId === undefined ? indexed : unindexed)('deals.movedAt')
  return deals(sql)
    .where(conditions(filter))
    .where(
      from ? raw<boolean>`(${movedAt}, deals.id) < (${from.at}, ${from.id})` : raw<boolean>`1 = 1`,
    )
    .orderBy(movedAt, 'desc')
    .orderBy('deals.id', 'desc')
    .limit(limit)
    .execute()
}

/** Some deals of a stage by when they came to it, from a place on, each with whose it is. */
export const dealsIn = (
  sql: Sql,
  stageId: string,
  { from, limit }: { from: Place | undefined; limit: number },
) =>
  sql
    .selectFrom('deals')
    .select(['id', 'customerId', 'movedAt'])
    .where('stageId', '=', stageId)
    .where(newerThan(from, 'movedAt', 'id'))
    .orderBy('movedAt')
    .orderBy('id')
    .limit(limit)
    .execute()

/** How a deal came to where it is, the latest move first. */
export const movesOf = (sql: Sql, dealId: string): Promise<MoveRow[]> =>
  sql
    .selectFrom('dealMoves')
    .innerJoin('users', 'users.id', 'dealMoves.byId')
    .selectAll('dealMoves')
    .select('users.name as byName')
    .where('dealId', '=', dealId)
    .orderBy('dealMoves.id', 'desc')
    .limit(MOST_MOVES)
    .execute()
