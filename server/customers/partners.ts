import type { Tx } from '../db/transaction.ts'

/** Another customer who was one with somebody for a time: what was said of them then may say something of that one. */
export interface Partner {
  customerId: string
  since: string
  until: string
}

const ALWAYS = { since: '', until: '\uffff' }

/**
 * Whom a person had been merged with until it was taken back, and whom those were merged into meanwhile. `ids` are all
 * of the person.
 */
export async function partnersOf(tx: Tx, ids: readonly string[]): Promise<Partner[]> {
  const partners: Partner[] = []
  const found = new Set<string>()
  const carriers: Partner[] = ids.map((customerId) => ({ customerId, ...ALWAYS }))
  for (const carrier of carriers) {
    for (const { isCarrier, ...partner } of await togetherWith(tx, carrier, ids)) {
      const key = Object.values(partner).join(' ')
      if (found.has(key)) continue
      found.add(key)
      partners.push(partner)
      if (isCarrier) carriers.push(partner)
    }
  }
  return partners
}

async function togetherWith(
  tx: Tx,
  { customerId, since, until }: Partner,
  ids: readonly string[],
): Promise<Array<Partner & { isCarrier: boolean }>> {
  const rows = await mergesOf(tx, customerId)
  return rows.flatMap(({ survivorId, mergedId, madeAt, undoneAt }) => {
    // The survivor shows what was the other's; the other was only named when it was taken back.
    const partner =
      mergedId === customerId
        ? {
            customerId: survivorId,
            since: later(since, madeAt),
            until: earlier(until, undoneAt ?? until),
            isCarrier: true,
          }
        : undoneAt !== null && since <= undoneAt && undoneAt <= until
          ? { customerId: mergedId, since: undoneAt, until: undoneAt, isCarrier: false }
          : undefined
    if (!partner || ids.includes(partner.customerId) || partner.since > partner.until) return []
    return [partner]
  })
}

const later = (one: string, other: string) => (one > other ? one : other)
const earlier = (one: string, other: string) => (one < other ? one : other)

const mergesOf = (tx: Tx, customerId: string) =>
  tx.sql
    .selectFrom('customerMerges')
    .select(['survivorId', 'mergedId', 'madeAt', 'undoneAt'])
    .where((row) => row.or([row('survivorId', '=', customerId), row('mergedId', '=', customerId)]))
    .orderBy('madeAt')
    .execute()
