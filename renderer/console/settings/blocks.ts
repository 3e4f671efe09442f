import type { Block } from '../../../server/contract/visitors.ts'
import { ask, call } from '../sync/api.ts'

/** Somebody who may not chat: as a customer, by their browser, or as both. */
export interface BlockedVisitor extends Pick<Block, 'blockedBy' | 'until'> {
  /** What is lifted to let them in again. */
  readonly ids: readonly string[]
  readonly customerId: string | null
  /** The customer's name, where known. */
  readonly name: string | null
}

/** One entry for what one press of "Block" made: a customer and their browser are blocked in the same moment. */
export function visitorsOf(blocks: readonly Block[]): BlockedVisitor[] {
  const together = Map.groupBy(blocks, ({ createdAt, blockedBy, until }) =>
    [createdAt, blockedBy, until].join(' '),
  )
  return [...together.values()].flatMap((those) => {
    const [first] = those
    if (!first) return []
    const { blockedBy, until } = first
    const customer = those.find(({ kind }) => kind === 'customer')
    const ids = those.map(({ id }) => id)
    const { value: customerId = null, name = null } = customer ?? {}
    return { ids, customerId, name, blockedBy, until }
  })
}

export const loadBlocked = async () => visitorsOf(await ask<Block[]>({ path: '/api/blocks' }))

export async function unblock({ ids }: BlockedVisitor) {
  for (const id of ids)
    await call({ method: 'DELETE', path: `/api/blocks/${encodeURIComponent(id)}` })
}
