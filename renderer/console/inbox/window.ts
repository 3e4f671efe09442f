import type { Conversation } from '../../../server/contract/conversations.ts'
import type { InboxFilter } from '../../../server/contract/inbox.ts'
import { filterOfView } from '../shell/listing.ts'
import { letGo } from '../sync/let-go.ts'
import type { Rows } from '../sync/rows.ts'
import { change, world } from '../sync/store.ts'
import { loadSheet, spanOf } from './load.ts'
import { isIn, unreadOf } from './views.ts'

// Its rows are counted as unread on every screen.
const COUNTED = spanOf(filterOfView('mine'))
const countedLists = new Set([COUNTED])

/** Loads what is about to be shown of a list, and lets go of what is far from it. */
export function followScroll(
  filter: InboxFilter,
  rows: Rows<Conversation>,
  [first, last]: readonly [number, number],
  { agentId, openId }: { agentId: string; openId: string | null },
) {
  const name = spanOf(filter)
  const shown = rows.sheetsAt(first, last)
  const near = world().spans[name]?.sheets.slice(Math.max(0, shown.first - 1), shown.last + 2) ?? []
  for (const { gone, cursor } of near)
    if (gone !== null && cursor !== null) void loadSheet(filter, cursor)
  const { threads, conversations } = world()
  const customerId = openId === null ? undefined : conversations[openId]?.value?.customer.id
  const isCounted = (one: Conversation) =>
    isIn('mine', one, agentId) && (name !== COUNTED || unreadOf(one) > 0)
  const isNeeded = (one: Conversation) =>
    one.id in threads || one.customer.id === customerId || isCounted(one)
  change((now) => letGo(now, name, { rows, shown }, { isNeeded, lists: countedLists }))
}
