import type { Storage } from './storage.ts'
import type { Outgoing } from './thread.ts'

// One entry for each message, so that two tabs do not overwrite each other's.
const keyOf = (sessionId: string, id = '') => `outbox.${sessionId}.${id}`

/** Messages of a session that were written before a reload and have not left yet. */
export function keptOutbox(storage: Storage, sessionId: string): Outgoing[] {
  const isOf = (key: string) => key.startsWith(keyOf(sessionId))
  return storage
    .keys()
    .filter(isOf)
    .flatMap((key) => storage.get<Outgoing>(key) ?? [])
    .filter(isOutgoing)
    .toSorted((a, b) => a.at - b.at)
}

/** Makes storage hold what the outbox holds: `before` says what it held. */
export function keepOutbox(
  storage: Storage,
  sessionId: string,
  now: readonly Outgoing[],
  before: readonly Outgoing[],
): void {
  for (const each of before)
    if (!now.some(({ clientMessageId }) => clientMessageId === each.clientMessageId))
      storage.remove(keyOf(sessionId, each.clientMessageId))
  for (const each of now)
    if (!before.includes(each)) storage.set(keyOf(sessionId, each.clientMessageId), each)
}

/** Forgets what was never sent to a session. */
export function dropOutbox(storage: Storage, sessionId: string): void {
  for (const key of storage.keys()) if (key.startsWith(keyOf(sessionId))) storage.remove(key)
}

const isOutgoing = (kept: Outgoing) =>
  typeof kept.clientMessageId === 'string' &&
  typeof kept.content === 'string' &&
  typeof kept.at === 'number' &&
  ['sending', 'sent', 'failed'].includes(kept.state)
