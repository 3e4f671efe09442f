import { DealStage } from '../../../server/contract/deals.ts'
import type { Activity } from '../../../server/contract/timeline.ts'
import type { Catalogue } from '../../words/en.ts'
import { stageName } from './stages.ts'

type Money = (amount: number, currency: string) => string

const Named = DealStage.pick({ name: true, standard: true })
const CURRENCY = /^[A-Z]{3}$/

function worthOf(value: unknown, money: Money): string | undefined {
  const { amount, currency } = (value ?? {}) as Record<string, unknown>
  if (typeof currency !== 'string' || !CURRENCY.test(currency)) return undefined
  return Number.isSafeInteger(amount) ? money(Number(amount), currency) : undefined
}

/** What an entry of a deal says: where it went, what it is worth, and why it was lost. */
export function dealDetails(
  metadata: Activity['metadata'],
  words: Catalogue,
  money: Money,
): string[] {
  const nameOf = (value: unknown) => {
    const stage = Named.safeParse(value).data
    return stage && stageName(stage, words)
  }
  const { before, from, stage, reason } = metadata
  const [was, worth] = [worthOf(before, money), worthOf(metadata, money)]
  if (was !== undefined) return [[was, worth].join(' → ')]
  const way = [nameOf(from), nameOf(stage)].filter(Boolean).join(' → ')
  const told = typeof reason === 'string' && reason ? [words.deals.timeline.reason(reason)] : []
  return [[way, worth].filter(Boolean).join(' · '), ...told].filter(Boolean)
}
