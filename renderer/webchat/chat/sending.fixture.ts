import { createHolding } from '../../files/holding.ts'
import type { Transferred } from '../../files/transfer.ts'
import { type SendFile, Transfers } from '../../files/transfers.ts'
import { type ChosenFile, waitingOf } from '../../files/waiting.ts'
import { newId } from '../../text/ids.ts'
import { type Actions, actionsOf } from './actions.ts'
import { type Context, dispatch, enterSession } from './context.ts'
import { sending } from './sending.ts'
import { SESSION_KEY } from './session.ts'
import type { Changes, Storage } from './storage.ts'
import { createStore, initialState } from './store.ts'

// A browser whose page can die at any moment, and a server, for tests of messages with files.

const never = <T>() => new Promise<T>(() => {})
const session = { sessionId: 's', sessionToken: 't', name: 'Mai' }

type Fate = 'lost' | 'unacknowledged' | 'stuck' | { code: string; retryAfter?: number }

/** What the server has, and how it answers: the next requests' fates, then everything is taken. */
export function createServer() {
  const loose = new Map<string, string>()
  const stored = new Map<string, string[]>()
  const fates: Fate[] = []
  const server = {
    isUp: true,
    fates,
    /** Uploads that no message has, and the files of each message. */
    loose,
    stored,
    async receive({ name }: File, signal?: AbortSignal): Promise<Transferred> {
      const fate = fates.shift()
      if (fate === 'stuck') await new Promise((end) => signal?.addEventListener('abort', end))
      if (!server.isUp || fate === 'lost' || fate === 'stuck') return { result: 'unreachable' }
      if (typeof fate === 'object') return { result: 'refused', text: 'Refused.', ...fate }
      const id = newId()
      loose.set(id, name)
      if (fate === 'unacknowledged') return { result: 'unreachable' }
      const about = { name, type: 'image/png', size: 1, width: 1, height: 1 }
      return { result: 'stored', attachment: { ...about, id } }
    },
    async take({ clientMessageId, attachmentIds = [] }: Sent) {
      const fate = fates.shift()
      if (!server.isUp || fate === 'lost') return undefined
      if (typeof fate === 'object') return { success: false, error: 'Refused.', ...fate }
      if (!stored.has(clientMessageId)) {
        const names = attachmentIds.flatMap((id) => loose.get(id) ?? [])
        if (names.length < attachmentIds.length)
          return { success: false, error: 'Gone.', code: 'file_not_found' }
        for (const id of attachmentIds) loose.delete(id)
        stored.set(clientMessageId, names)
      }
      const seq = [...stored.keys()].indexOf(clientMessageId) + 1
      const sentAt = '2026-11-22T08:00:00.000Z'
      return fate ? undefined : { success: true, messageId: `m${seq}`, seq, sentAt }
    },
  }
  return server
}
interface Sent {
  clientMessageId: string
  attachmentIds?: string[]
}

export interface Page extends Pick<Actions, 'send' | 'retry' | 'remove'> {
  context: Context
  transfers: Transfers
  /** What the disk takes from now on, it takes once this is done. */
  holdDisk: (until: Promise<unknown>) => void
  /** Sends what waits. */
  flush: () => Promise<void>
  die: () => void
}

/** One browser: what its disk holds outlives its pages. */
export function createBrowser(server: ReturnType<typeof createServer>) {
  const disk = new Map<string, unknown>([[SESSION_KEY, session]])
  const open = (): Page => {
    let isDead = false
    const alive = async <T>(work: () => Promise<T>): Promise<T> => {
      if (isDead) return never()
      const done = await work()
      return isDead ? never() : done
    }
    let held: Promise<unknown> = Promise.resolve()
    const storage = storageOn(disk, { isDead: () => isDead, held: () => held })
    const store = createStore(initialState)
    const ask = (_event: string, payload: Sent) => alive(() => server.take(payload))
    const context: Context = { store, storage, ask: ask as never }
    enterSession(context, session)
    store.set({ link: 'online' })
    const transfers = new Transfers()
    const way = {
      transfers,
      holding: createHolding(undefined),
      to:
        (): SendFile =>
        (file, { signal }) =>
          alive(() => server.receive(file, signal)),
    }
    const flush = sending(context, { wait: 1, way })
    const actions = actionsOf(context, { send: flush, bringUp: never, signal: () => {} })
    const holdDisk = (until: Promise<unknown>) => void (held = until)
    return { context, transfers, holdDisk, flush, die: () => void (isDead = true), ...actions }
  }
  return { disk, open }
}

// What a page writes is on disk a moment later, unless it dies before.
function storageOn(
  disk: Map<string, unknown>,
  { isDead, held }: { isDead: () => boolean; held: () => Promise<unknown> },
): Storage {
  const kept = new Map(disk)
  const put = (to: Map<string, unknown>, changes: Changes) => {
    for (const [key, value] of Object.entries(changes))
      if (value === undefined) to.delete(key)
      else to.set(key, value)
  }
  return {
    get: <T>(key: string) => kept.get(key) as T | undefined,
    keys: () => [...kept.keys()],
    async write(changes) {
      put(kept, changes)
      await held()
      await new Promise((resolve) => setImmediate(resolve))
      if (isDead()) return never()
      put(disk, changes)
      return true
    },
    onChange: () => {},
    refresh: async () => {},
  }
}

let chosen = 1_000

/** A file with a key of its own; those chosen later sort later. */
export const chosenFile = (name: string): ChosenFile => {
  const bytes = new File(['x'], name, { type: 'image/png' })
  return { ...waitingOf(String(++chosen), bytes), bytes }
}

/** The server tells a page what it has, in order. */
export function announce(
  { context }: Pick<Page, 'context'>,
  stored: ReadonlyMap<string, string[]>,
): void {
  const sender = { senderType: 'customer', senderId: null, senderName: '' } as const
  const sentAt = '2026-11-22T08:00:00.000Z'
  for (const [at, clientMessageId] of [...stored.keys()].entries()) {
    const place = { id: `m${at + 1}`, sessionId: 's', seq: at + 1, sentAt }
    const message = { ...place, ...sender, content: '', clientMessageId }
    dispatch(context, { kind: 'announced', message })
  }
}
