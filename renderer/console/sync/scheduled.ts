import type { RescheduleBody, ScheduledMessage } from '../../../server/contract/scheduled.ts'
import { ask, call } from './api.ts'
import { learnScheduled } from './learn.ts'
import { learn, world } from './store.ts'

const pathOf = (id: string) => `/api/scheduled/${encodeURIComponent(id)}`

/** Loads the replies of a conversation that are sent later. */
export const loadScheduled = (conversationId: string) =>
  learn(
    () =>
      ask<ScheduledMessage[]>({
        path: `/api/inbox/${encodeURIComponent(conversationId)}/scheduled`,
      }),
    (now, scheduled, askedAt) => learnScheduled(now, scheduled, askedAt),
  )

const changed = (asked: Promise<ScheduledMessage>) =>
  learn(
    () => asked,
    (now, scheduled, askedAt) => learnScheduled(now, [scheduled], askedAt),
  )

export const reschedule = (id: string, body: RescheduleBody) =>
  changed(ask<ScheduledMessage>({ method: 'PUT', path: pathOf(id), body }))

export const sendNow = (id: string) =>
  changed(ask<ScheduledMessage>({ method: 'POST', path: `${pathOf(id)}/send` }))

/** Takes a reply back before it is sent. */
export const cancelScheduled = (scheduled: ScheduledMessage) =>
  learn(
    () => call({ method: 'DELETE', path: pathOf(scheduled.id) }),
    (now, _, askedAt) => learnScheduled(now, [{ ...scheduled, state: 'cancelled' }], askedAt),
  )

const pending = new Set<ScheduledMessage['state']>(['waiting', 'held'])

/** What of a conversation waits or is held, next first. */
export const pendingOf = (
  shelf: ReturnType<typeof world>['scheduled'],
  conversationId: string,
): ScheduledMessage[] =>
  Object.values(shelf)
    .flatMap(({ value }) => value ?? [])
    .filter((one) => one.conversationId === conversationId && pending.has(one.state))
    .toSorted((a, b) => (a.dueAt === b.dueAt ? (a.id < b.id ? -1 : 1) : a.dueAt < b.dueAt ? -1 : 1))

/** Sends what is only held so that it can be taken back: whoever closes a conversation has decided. */
export async function sendHeldForUndo(conversationId: string) {
  const held = pendingOf(world().scheduled, conversationId)
  for (const { id, isUndo, state } of held) if (isUndo && state === 'waiting') await sendNow(id)
}
