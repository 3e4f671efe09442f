/** How many requests a token has in a day, and how a request over that is refused. */
export interface QuotaRule {
  perDay: number
  status: 429 | 420 | 423
}

/** Counts each token's requests of the day by this Crisp's clock. */
export interface Quota {
  rule: QuotaRule
  /** Counts a request; answers the seconds until the next day where there are no requests left. */
  spend(identifier: string, now: number): number | undefined
  spent(identifier: string): number
}

const DAY_MS = 86_400_000

export function createQuota(rule: QuotaRule): Quota {
  const counts = new Map<string, { day: number; spent: number }>()
  const quota: Quota = {
    rule,
    spend(identifier, now) {
      const day = Math.floor(now / DAY_MS)
      const before = counts.get(identifier)
      const spent = before?.day === day ? before.spent : 0
      if (spent >= quota.rule.perDay) return Math.ceil(((day + 1) * DAY_MS - now) / 1000)
      counts.set(identifier, { day, spent: spent + 1 })
      return undefined
    },
    spent: (identifier) => counts.get(identifier)?.spent ?? 0,
  }
  return quota
}
