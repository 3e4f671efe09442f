import type { KeyboardEvent } from 'react'
import type { Deal } from '../../../server/contract/deals.ts'
import { world } from '../sync/store.ts'
import { moveDeal } from './move.ts'

// A card that changes its column is another element there; the focus is to go with it.
let wantedId: string | null = null

/** Whether the card of this deal is to have the focus as soon as it is there; asked once. */
export function isWanted(id: string): boolean {
  if (wantedId !== id) return false
  wantedId = null
  return true
}

const SIDE = { ArrowLeft: -1, ArrowRight: 1 } as const
const ALONG = { ArrowUp: -1, ArrowDown: 1 } as const

const at = <T extends object>(keys: T, key: string): number =>
  Object.hasOwn(keys, key) ? Number(keys[key as keyof T]) : 0

/** The arrows go from card to card; with Shift, left and right move the deal to the stage beside. */
export function onCardKey(event: KeyboardEvent<HTMLElement>, deal: Deal) {
  const { key, shiftKey, altKey, ctrlKey, metaKey, currentTarget } = event
  const [side, along] = [at(SIDE, key), at(ALONG, key)]
  if ((side === 0 && along === 0) || altKey || ctrlKey || metaKey) return
  if (shiftKey && side === 0) return
  event.preventDefault()
  if (shiftKey) moveAside(deal, side)
  else (side === 0 ? within(currentTarget, along) : beside(currentTarget, side))?.focus()
}

function moveAside(deal: Deal, side: number) {
  const stages = world().dealStages ?? []
  const to = stages[stages.findIndex(({ id }) => id === deal.stageId) + side]
  if (!to) return
  wantedId = deal.id
  moveDeal(deal, to)
}

const CARD = '[data-deal]'
const COLUMN = '[data-stage]'

const all = (root: ParentNode, selector: string) => [
  ...root.querySelectorAll<HTMLElement>(selector),
]

function within(card: HTMLElement, step: number): HTMLElement | undefined {
  const cards = all(card.closest(COLUMN) ?? document, CARD)
  return cards[cards.indexOf(card) + step]
}

/** The card at the same height in the next column that has any. */
function beside(card: HTMLElement, step: number): HTMLElement | undefined {
  const own = card.closest<HTMLElement>(COLUMN)
  if (!own) return undefined
  const row = all(own, CARD).indexOf(card)
  const columns = all(document, COLUMN).filter((column) => column.checkVisibility())
  const further =
    step > 0
      ? columns.slice(columns.indexOf(own) + 1)
      : columns.slice(0, columns.indexOf(own)).toReversed()
  const cards = further.map((column) => all(column, CARD)).find(({ length }) => length > 0)
  return cards?.[Math.min(row, cards.length - 1)]
}
