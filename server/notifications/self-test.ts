import type { AgentNotification, PreferredKind } from '../contract/notifications.ts'
import type { Tx } from '../db/transaction.ts'
import { newId } from '../ids.ts'
import { focusOf } from '../routing/index.ts'
import { notify } from './actions.ts'
import { viewNotification } from './view.ts'

/** Sends an agent a notification by the whole path, and tells which of their sockets are known to be open. */
export async function sendTest(
  tx: Tx,
  agentId: string,
  as: PreferredKind,
): Promise<{ notification: AgentNotification; connections: string[] }> {
  const subject = {
    kind: 'test',
    cause: `test ${newId()}`,
    about: 'system',
    aboutId: null,
    ticketNumber: null,
    who: '',
    excerpt: '',
  } as const
  const rows = await notify(tx, [{ agentId, subject, as }])
  const [notification] = rows.map(viewNotification)
  if (!notification) throw new Error('a test of its own cause was told before')
  const connections = (await focusOf(tx, [agentId])).get(agentId) ?? []
  return { notification, connections: connections.map(({ id }) => id) }
}
