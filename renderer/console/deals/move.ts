import type { Deal, DealStage, UpdateDealBody } from '../../../server/contract/deals.ts'
import { sayUndoable } from '../../ui/toast.ts'
import { words } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { put } from '../sync/put.ts'
import { change, world } from '../sync/store.ts'
import { updateDeal } from './load.ts'
import { stageName } from './stages.ts'

/** Puts a deal into another stage: here at once, and back where it was if the server will not have it. */
export function moveDeal({ id }: Deal, to: DealStage) {
  const before = world().deals[id]?.value
  if (!before || before.stageId === to.id) return
  attempt(async () => {
    await putInto(before, to, {})
    const { commands, deals } = words()
    const from = world().dealStages?.find((stage) => stage.id === before.stageId)
    const said = deals.moved(before.title, stageName(to, words()))
    sayUndoable(said, commands.undo, () => {
      const now = world().deals[id]?.value
      if (from && now) attempt(() => putInto(now, from, { lostReason: before.lostReason }))
    })
  })
}

async function putInto(before: Deal, to: DealStage, more: UpdateDealBody) {
  const known = world().deals[before.id]
  if (!known) return
  const seen = { ...known, value: { ...before, ...inStage(to) } }
  change((now) => ({ ...now, deals: put(now.deals, before.id, seen) }))
  try {
    await updateDeal(before.id, { ...more, stageId: to.id })
  } catch (error) {
    change((now) =>
      now.deals[before.id] === seen ? { ...now, deals: put(now.deals, before.id, known) } : now,
    )
    throw error
  }
}

/** Where a deal stands that has just come: before all the others, whatever this machine's clock says. */
function inStage({ id: stageId, category }: DealStage): Partial<Deal> {
  const others = Object.values(world().deals).flatMap(({ value }) =>
    value?.stageId === stageId ? [value.movedAt] : [],
  )
  const now = new Date().toISOString()
  const movedAt = others.reduce((latest, at) => (at > latest ? at : latest), now)
  return { stageId, category, movedAt, closedAt: category === 'open' ? null : now }
}
