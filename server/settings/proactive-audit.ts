import { isDeepStrictEqual } from 'node:util'
import { recordAudit } from '../audit/index.ts'
import type { AuditAction } from '../contract/audit.ts'
import type { ProactiveRule } from '../contract/proactive.ts'
import type { Tx } from '../db/transaction.ts'

interface Change {
  before: readonly ProactiveRule[]
  after: readonly ProactiveRule[]
}

/** Writes down who made, changed and removed which rules; of rules in another order each that changed its place. */
export async function auditProactive(
  tx: Tx,
  { before, after }: Change,
  userId: string,
): Promise<void> {
  const record = (action: AuditAction, { id: subjectId }: ProactiveRule) =>
    recordAudit(tx, { action, subjectId, counts: {} }, userId)
  const without = (rules: typeof before, others: typeof before) =>
    rules.filter(({ id }) => !others.some((other) => other.id === id))
  const removed = without(before, after)
  const made = without(after, before)
  const stayed = before.filter((rule) => !removed.includes(rule))
  const now = after.filter((rule) => !made.includes(rule))
  for (const rule of removed) await record('proactive_rule_removed', rule)
  for (const rule of made) await record('proactive_rule_made', rule)
  for (const [place, rule] of now.entries())
    if (stayed[place]?.id !== rule.id || !isDeepStrictEqual(stayed[place], rule))
      await record('proactive_rule_changed', rule)
}
