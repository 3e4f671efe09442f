import { keysOf } from '../../files/waiting.ts'
import { withoutFiles } from './kept-files.ts'
import type { Changes, Storage } from './storage.ts'
import type { Outgoing } from './thread.ts'

const PREFIX = 'outbox.'
// One entry for each message, so that two tabs do not overwrite each other's.
const keyOf = (sessionId: string, id = '') => `${PREFIX}${sessionId}.${id}`

/** Whether a kept value is a message of this session that waits. */
export const isOutboxKey = (key: string, sessionId: string) => key.startsWith(keyOf(sessionId))

/** Messages of a session that were written before a reload and have not left yet. */
export function keptOutbox(storage: Storage, sessionId: string): Outgoing[] {
  return storage
    .keys()
    .filter((key) => isOutboxKey(key, sessionId))
    .flatMap((key) => storage.get<Outgoing>(key) ?? [])
    .filter(isOutgoing)
    .toSorted((a, b) => a.at - b.at)
}

/** What keeps one message. */
export const keptMessage = (sessionId: string, outgoing: Outgoing): Changes => ({
  [keyOf(sessionId, outgoing.clientMessageId)]: outgoing,
})

/** What makes storage hold what the outbox holds: `before` says what it held. */
export function outboxChanges(
  sessionId: string,
  now: readonly Outgoing[],
  before: readonly Outgoing[],
): Changes {
  const gone = before.filter((each) => !now.some((one) => isOne(one, each)))
  const changed = now.filter((each) => !before.includes(each))
  return Object.assign(
    {},
    ...gone.map((each) => forgotten(sessionId, each)),
    ...changed.map((each) => keptMessage(sessionId, each)),
  ) as Changes
}

const forgotten = (sessionId: string, { clientMessageId, attachments }: Outgoing): Changes => ({
  [keyOf(sessionId, clientMessageId)]: undefined,
  ...withoutFiles(keysOf(attachments)),
})

/** What forgets all that was never sent to a session. Its files are from then on those of no message. */
export const withoutOutbox = (storage: Storage, sessionId: string): Changes =>
  Object.fromEntries(
    storage
      .keys()
      .filter((key) => isOutboxKey(key, sessionId))
      .map((key) => [key, undefined]),
  )

const isOne = (a: Outgoing, b: Outgoing) => a.clientMessageId === b.clientMessageId

const isOutgoing = (kept: Outgoing) =>
  typeof kept.clientMessageId === 'string' &&
  typeof kept.content === 'string' &&
  typeof kept.at === 'number' &&
  ['sending', 'sent', 'failed'].includes(kept.state)
