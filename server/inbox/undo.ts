import {
  type Actor,
  type ConversationRow,
  forgetReopened,
  restoreHolder,
  restoreStanding,
  tagConversations,
  tagsOf,
} from '../conversations/index.ts'
import type { InboxAct } from '../contract/inbox.ts'
import type { Tx } from '../db/transaction.ts'
import { findAgent } from '../identity/index.ts'
import { problem } from '../problems.ts'
import { holdTeam } from '../routing/index.ts'
import { holdTags } from '../tags/index.ts'
import type { Before, Item } from './before.ts'

/** One conversation of an act that is taken back, as it is now. */
interface Undone {
  kind: InboxAct['kind']
  item: Item
  row: ConversationRow
}

type By = NonNullable<Actor>

/** Takes back what an act did to one conversation; throws `changed_meanwhile` where it is no longer as the act left it. */
export async function undoItem(tx: Tx, { kind, item, row }: Undone, by: By): Promise<void> {
  switch (kind) {
    case 'tag':
      return untag(tx, item, row, by)
    case 'assign':
    case 'team':
      refuseUnless(row, item.after, ['assigneeId', 'teamId', 'status'])
      return giveBack(tx, item.before, row, by)
    case 'close':
    case 'reopen':
    case 'snooze':
    case 'wake': {
      refuseUnless(row, item.after, ['status', 'closedAt', 'snoozedUntil', 'headSeq'])
      const { status, closedAt, waitingSince, lastActivityAt, snoozedUntil, returnedAt } =
        item.before
      const standing = { status, closedAt, waitingSince, lastActivityAt, snoozedUntil, returnedAt }
      if (kind === 'reopen') await forgetReopened(tx, row, item.after.lastActivityAt)
      await restoreStanding(tx, row, standing, by)
    }
  }
}

function refuseUnless(row: Before, after: Before, same: ReadonlyArray<keyof Before>): void {
  if (same.some((field) => row[field] !== after[field])) throw problem('changed_meanwhile')
}

async function giveBack(tx: Tx, before: Before, row: ConversationRow, by: By): Promise<void> {
  const { assigneeId, teamId, passedBy } = before
  const agent = assigneeId === null ? null : await findAgent(tx.sql, assigneeId)
  if (teamId !== null && !(await holdTeam(tx, teamId))) throw problem('team_not_found')
  await restoreHolder(tx, row, { agent, teamId, passedBy }, by)
}

// Tags that others put on or took off since stay as they are.
async function untag(tx: Tx, { before, after }: Item, row: ConversationRow, by: By): Promise<void> {
  const [had, has] = [tagsOf(before), tagsOf(after)]
  const add = had.filter((id) => !has.includes(id))
  await holdTags(tx, add)
  await tagConversations(tx, [row], { add, remove: has.filter((id) => !had.includes(id)) }, by)
}
