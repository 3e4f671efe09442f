import { sql as raw } from 'kysely'
import type { DealStageTotal, DealSum } from '../contract/deals.ts'
import type { Sql } from '../db/transaction.ts'
import { conditions, type DealFilter, isAny } from './queries.ts'

const MILLION = 1_000_000

// An amount may be as large as a number can be: what many add up to is added in two parts that cannot overflow.
const SUMS = [
  raw<number | string | null>`sum(deals.amount / ${raw.lit(MILLION)})`.as('millions'),
  raw<number | string | null>`sum(deals.amount % ${raw.lit(MILLION)})`.as('rest'),
] as const

interface Summed {
  currency: string
  count: number
  /** Null where there is nothing to add up. */
  millions: number | string | null
  rest: number | string | null
}

const sumOf = ({ currency, count, millions, rest }: Summed): DealSum => ({
  currency,
  count,
  sum: String(BigInt(millions ?? 0) * BigInt(MILLION) + BigInt(rest ?? 0)),
})

/** What the deals that are meant add up to, by stage and currency; a stage without any is not among them. */
export async function dealTotals(sql: Sql, filter: DealFilter): Promise<DealStageTotal[]> {
  if (!isAny(filter)) return []
  const rows = await sql
    .selectFrom('deals')
    .select(({ fn }) => ['stageId', 'currency', fn.countAll<number>().as('count'), ...SUMS])
    .where(conditions(filter))
    .groupBy(['stageId', 'currency'])
    .orderBy('stageId')
    .orderBy('currency')
    .execute()
  return [...Map.groupBy(rows, (row) => row.stageId)].map(([stageId, own]) => ({
    stageId,
    count: own.reduce((total, { count }) => total + count, 0),
    sums: own.map(sumOf),
  }))
}

/** What a company’s open deals add up to, by currency. */
export async function openDealsOf(sql: Sql, companyId: string): Promise<DealSum[]> {
  const rows = await sql
    .selectFrom('deals')
    .select(({ fn }) => ['currency', fn.countAll<number>().as('count'), ...SUMS])
    .where(conditions({ companyId, category: 'open' }))
    .groupBy('currency')
    .orderBy('currency')
    .execute()
  return rows.map(sumOf)
}
