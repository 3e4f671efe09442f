import 'fake-indexeddb/auto'
import type { Message } from '../../../server/contract/conversations.ts'
import { browserDatabase } from '../host/database.ts'
import { message } from './facts.fixture.ts'
import { type Attempt, Outbox } from './outbox.ts'
import type { Outgoing } from './outgoing.ts'
import { writtenIn } from './written.ts'

// One browser with several windows, and a server, for tests of the outbox.

const never = <T>() => new Promise<T>(() => undefined)

/** Lets everything that can happen by itself happen: the disk of these tests works by timers. */
export async function settled() {
  for (let turn = 0; turn < 40; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** The turns of a browser's windows; a window that dies gives its turn up. */
function createTurns() {
  const queues = new Map<string, { window: number; go: () => void }[]>()
  function next(name: string) {
    queues.get(name)?.[0]?.go()
  }
  return {
    async take<T>(window: number, name: string, work: () => Promise<T>): Promise<T> {
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      await new Promise<void>((go) => {
        queue.push({ window, go })
        if (queue.length === 1) go()
      })
      const mine = queue[0]
      try {
        return await work()
      } finally {
        if (queue[0] === mine) queue.shift()
        next(name)
      }
    },
    release(window: number) {
      for (const [name, queue] of queues) {
        const holder = queue[0]
        const left = queue.filter((one) => one.window !== window)
        queue.splice(0, queue.length, ...left)
        if (queue[0] !== holder) next(name)
      }
    },
  }
}

/** What the server has, and how it answers. */
export function createServer() {
  const stored: Outgoing[] = []
  const seen: string[] = []
  const server = {
    stored,
    seen,
    isUp: true,
    /** The next attempts' fates; afterwards every message is stored and acknowledged. */
    fates: [] as ('lost' | 'unacknowledged' | Attempt)[],
    async take(item: Outgoing): Promise<Attempt> {
      const fate = server.fates.shift()
      if (!server.isUp || fate === 'lost') return { result: 'unanswered' }
      if (typeof fate === 'object') return fate
      seen.push(item.clientMessageId)
      if (!stored.some((one) => one.clientMessageId === item.clientMessageId)) stored.push(item)
      if (fate === 'unacknowledged') return { result: 'unanswered' }
      return { result: 'stored', message: message(item.clientMessageId, stored.length) }
    },
  }
  return server
}

/** A browser: one disk, and windows that can be opened and can crash. */
export function createBrowser(server: ReturnType<typeof createServer>) {
  const turns = createTurns()
  const windows = new Map<number, ReturnType<typeof openWindow>>()
  let count = 0

  function openWindow(account: string) {
    const id = ++count
    let isDead = false
    let again: () => void = () => undefined
    let items: readonly Outgoing[] = []
    const thread: Message[] = []
    const alive = async <T>(work: () => Promise<T>): Promise<T> => {
      if (isDead) return never()
      const done = await work()
      return isDead ? never() : done
    }
    const disk = writtenIn(() => alive(browserDatabase))
    const outbox = new Outbox({
      written: disk,
      send: (item) => alive(() => server.take(item)),
      stored: (one) => thread.push(one),
      changed: (next) => {
        items = next
      },
      connected: async () => undefined,
      another: () =>
        new Promise((resolve) => {
          again = resolve
        }),
      alone: (name, work) => (isDead ? never() : turns.take(id, name, work)),
      tell: () => {
        for (const [other, one] of windows) if (other !== id) void one.outbox.refresh()
      },
    })
    const opened = outbox.open(account)
    const window = {
      id,
      outbox,
      disk,
      opened,
      thread,
      items: () => items,
      reconnect: () => again(),
      crash() {
        isDead = true
        windows.delete(id)
        turns.release(id)
      },
    }
    windows.set(id, window)
    return window
  }
  return { open: openWindow, windows }
}

export const letter = (clientMessageId: string, conversationId = 'c1') => ({
  clientMessageId,
  conversationId,
  content: clientMessageId,
  visibility: 'public' as const,
  writtenAt: '2026-01-05T09:00:00.000Z',
})
