import { sql } from 'kysely'
import type { Duplicate, DuplicateReason } from '../contract/duplicates.ts'
import { type CustomerRow, viewCustomer } from '../customers/index.ts'
import { amongIds } from '../db/bulk.ts'
import type { Database, Sql } from '../db/transaction.ts'
import { reasonsFor } from './keys.ts'

const PAGE = 100
// A number that so many have is a switchboard's, or a placeholder.
const MOST_SAME = 5

/** Pairs of customers who may be one, without those that were dismissed. */
export async function suggestions(database: Database, limit: number): Promise<Duplicate[]> {
  const found = new Map<string, Duplicate>()
  for (let after: Group | undefined; found.size < limit;) {
    const groups = await groupsAfter(database.reads, after)
    for (const pair of await pairsOf(database, groups)) {
      const key = keyOf(pair.survivor.id, pair.other.id)
      if (found.size < limit) found.set(key, pair)
    }
    after = groups.at(-1)
    if (groups.length < PAGE) break
  }
  return [...found.values()]
}

interface Group {
  kind: DuplicateReason
  key: string
}

async function groupsAfter(db: Sql, after: Group | undefined): Promise<Group[]> {
  const from = after ? sql`where (kind, key) > (${after.kind}, ${after.key})` : sql``
  const { rows } = await sql<Group>`select kind, key from duplicate_keys ${from}
    group by kind, key having count(*) between 2 and ${MOST_SAME}
    order by kind, key limit ${PAGE}`.execute(db)
  return rows
}

/** The same for whichever of the two comes first. */
export const pairOf = (one: string, other: string): [string, string] =>
  one < other ? [one, other] : [other, one]
const keyOf = (one: string, other: string) => pairOf(one, other).join(' ')

async function pairsOf({ reads, dialect }: Database, groups: readonly Group[]) {
  if (groups.length === 0) return []
  const members = await reads
    .selectFrom('duplicateKeys')
    .innerJoin('customers', 'customers.id', 'duplicateKeys.customerId')
    .selectAll('customers')
    .select(['duplicateKeys.kind', 'duplicateKeys.key'])
    .where((row) =>
      row.or(
        groups.map(({ kind, key }) =>
          row.and({ 'duplicateKeys.kind': kind, 'duplicateKeys.key': key }),
        ),
      ),
    )
    .orderBy('customers.createdAt')
    .orderBy('customers.id')
    .execute()
  const byGroup = Map.groupBy(members, ({ kind, key }) => `${kind} ${key}`)
  const pairs = [...byGroup.values()].flatMap((group) => pairsIn(group))
  const dismissed = await dismissedAmong(reads, dialect, members)
  return pairs.filter(({ survivor, other }) => !dismissed.has(keyOf(survivor.id, other.id)))
}

// The one who has been known longest with each of the others.
function pairsIn([survivor, ...others]: CustomerRow[]): Duplicate[] {
  if (!survivor) return []
  return others.flatMap((other) => {
    // Keys are given a little after a change.
    const reasons = reasonsFor(survivor, other)
    const isOne = reasons.length > 0 && survivor.mergedInto === null && other.mergedInto === null
    return isOne ? [{ survivor: viewCustomer(survivor), other: viewCustomer(other), reasons }] : []
  })
}

async function dismissedAmong(
  db: Sql,
  dialect: Database['dialect'],
  members: readonly CustomerRow[],
): Promise<Set<string>> {
  const ids = [...new Set(members.map(({ id }) => id))]
  const rows = await db
    .selectFrom('duplicateDismissals')
    .select(['firstId', 'secondId'])
    .where(amongIds(dialect, 'firstId', ids))
    .execute()
  return new Set(rows.map(({ firstId, secondId }) => keyOf(firstId, secondId)))
}
