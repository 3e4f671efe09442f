import type { InboxAct } from '../contract/inbox.ts'
import {
  type Actor,
  assignConversation,
  closeConversation,
  type ConversationRow,
  reopenConversation,
  snoozeConversation,
  tagConversations,
  transferConversation,
  wakeConversation,
} from '../conversations/index.ts'
import type { Tx } from '../db/transaction.ts'
import { findAgent } from '../identity/index.ts'
import { newId } from '../ids.ts'
import { problem } from '../problems.ts'
import { holdTeam } from '../routing/index.ts'
import { holdTags } from '../tags/index.ts'

type By = NonNullable<Actor>
type Performers = {
  readonly [K in InboxAct['kind']]: (
    tx: Tx,
    row: ConversationRow,
    act: Extract<InboxAct, { kind: K }>,
    by: By,
  ) => Promise<ConversationRow>
}

const performers: Performers = {
  assign: async (tx, row, { agentId }, by) =>
    assignConversation(tx, row, agentId === null ? null : await findAgent(tx.sql, agentId), by),
  team: toTeam,
  close: (tx, row, _act, by) => closeConversation(tx, row, by),
  reopen: (tx, row, _act, by) => reopenConversation(tx, row, by),
  snooze: (tx, row, { until }, by) => snoozeConversation(tx, row, until, by),
  wake: (tx, row, _act, by) => wakeConversation(tx, row, by),
  async tag(tx, row, { add, remove }, by) {
    await holdTags(tx, add)
    const [changed = row] = await tagConversations(tx, [row], { add, remove }, by)
    return changed
  },
}

/** Gives a conversation to a team's queue, or (null) to everybody's. */
async function toTeam(
  tx: Tx,
  row: ConversationRow,
  { teamId }: { teamId: string | null },
  by: By,
): Promise<ConversationRow> {
  const team = teamId === null ? null : await holdTeam(tx, teamId)
  if (team === undefined) throw problem('team_not_found')
  if (row.assigneeId === null && row.teamId === teamId) return row
  return transferConversation(
    tx,
    row,
    { agent: null, team, note: '', clientMessageId: newId() },
    by,
  )
}

/** Does to a conversation, which the transaction holds, what was asked; answers it as it is then. */
export const perform = (
  tx: Tx,
  row: ConversationRow,
  act: InboxAct,
  by: By,
): Promise<ConversationRow> =>
  (
    performers[act.kind] as (
      ...args: [Tx, ConversationRow, InboxAct, By]
    ) => Promise<ConversationRow>
  )(tx, row, act, by)

/** Throws what would be refused of every conversation alike: an agent, a team or a tag that is not there. */
export async function refuseUnknown(tx: Tx, act: InboxAct): Promise<void> {
  if (act.kind === 'assign' && act.agentId !== null) await findAgent(tx.sql, act.agentId)
  if (act.kind === 'team' && act.teamId !== null && !(await holdTeam(tx, act.teamId)))
    throw problem('team_not_found')
  if (act.kind === 'tag') await holdTags(tx, act.add)
  if (act.kind === 'snooze' && act.until !== null && Date.parse(act.until) <= Date.parse(tx.now))
    throw problem('snooze_in_past')
}
