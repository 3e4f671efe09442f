import 'fake-indexeddb/auto'
import { createHolding } from '../../files/holding.ts'
import { browserDatabase } from '../host/database.ts'
import { Transfers } from '../../files/transfers.ts'
import type { Transferred } from '../../files/transfer.ts'
import { type ChosenFile, idsOf, keysOf, waitingOf } from '../../files/waiting.ts'
import { newId } from '../../text/ids.ts'
import { bringing } from './bringing.ts'
import { type Attempt, Outbox, type OutboxHost } from './outbox.ts'
import type { Outgoing } from './outgoing.ts'
import { Written } from './written.ts'

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

type Fate = 'lost' | 'unacknowledged' | Attempt

/** What the server has, and how it answers. */
class Server {
  readonly stored: Outgoing[] = []
  readonly seen: string[] = []
  /** What was uploaded and no message has yet: names by ids. */
  readonly loose = new Map<string, string>()
  /** The names of the files each stored message has. */
  readonly files = new Map<string, string[]>()
  /** A refusal for each upload under a name, until it is taken away. */
  readonly refusals = new Map<string, { code: string; text: string; retryAfter?: number }>()
  /** The next attempts' fates; afterwards every message is stored and acknowledged. */
  readonly fates: Fate[] = []
  isUp = true
  /** How long an upload takes. */
  whileReceiving = async () => {}

  readonly receive = async (file: File): Promise<Transferred> => {
    await this.whileReceiving()
    const fate = this.fates.shift()
    const refusal = this.refusals.get(file.name)
    if (!this.isUp || fate === 'lost') return { result: 'unreachable' }
    if (refusal) return { result: 'refused', ...refusal }
    const id = crypto.randomUUID()
    this.loose.set(id, file.name)
    if (fate === 'unacknowledged') return { result: 'unreachable' }
    return { result: 'stored', attachment: { id, ...aboutOf(file) } }
  }

  async take(item: Outgoing): Promise<Attempt> {
    const fate = this.fates.shift()
    if (!this.isUp || fate === 'lost') return { result: 'unanswered' }
    if (typeof fate === 'object') return fate
    this.seen.push(item.clientMessageId)
    if (!this.stored.some((one) => one.clientMessageId === item.clientMessageId)) {
      const ids = idsOf(item.attachments)
      const names = ids.flatMap((id) => this.loose.get(id) ?? [])
      if (names.length < ids.length)
        return { result: 'refused', code: 'file_not_found', reason: 'There is no such file.' }
      this.files.set(item.clientMessageId, names)
      for (const id of ids) this.loose.delete(id)
      this.stored.push(item)
    }
    if (fate === 'unacknowledged') return { result: 'unanswered' }
    return { result: 'stored' }
  }
}

export const createServer = () => new Server()

/** One browser: its disk is shared, and its windows take turns. */
interface House {
  readonly account: string
  readonly server: Server
  readonly turns: ReturnType<typeof createTurns>
  readonly windows: Map<number, Window>
}

/** A window that can crash: from then on nothing of it goes on. */
class Window {
  readonly #id: number
  readonly #house: House
  readonly outbox: Outbox
  readonly #holding = createHolding(navigator.locks)
  readonly disk = new Written(() => this.#alive(browserDatabase), this.#holding)
  readonly opened: Promise<void>
  readonly #transfers = new Transfers()
  /** How long it was told to wait, each time, and what ends that. */
  readonly pauses: { readonly ms: number; readonly end: () => void }[] = []
  /** Done while there is a connection. */
  connected = Promise.resolve()
  #isDead = false
  #items: readonly Outgoing[] = []
  #again: () => void = () => undefined

  constructor(id: number, house: House) {
    this.#id = id
    this.#house = house
    this.outbox = new Outbox(this.#host())
    house.windows.set(id, this)
    this.opened = this.outbox.open(house.account)
  }

  items() {
    return this.#items
  }

  reconnect() {
    this.#again()
  }

  crash() {
    this.#isDead = true
    this.#house.windows.delete(this.#id)
    this.#house.turns.release(this.#id)
    for (const { attachments } of this.#items)
      for (const key of keysOf(attachments)) this.#holding.free(key)
  }

  async #alive<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isDead) return never()
    const done = await work()
    return this.#isDead ? never() : done
  }

  #host(): OutboxHost {
    const { server, turns, windows } = this.#house
    return {
      written: this.disk,
      ...bringing({
        written: this.disk,
        transfers: this.#transfers,
        sendingTo: () => (file) => this.#alive(() => server.receive(file)),
        refresh: () => void this.outbox.refresh(),
      }),
      send: (item) => this.#alive(() => server.take(item)),
      changed: (next) => {
        this.#items = next
      },
      letGo: (keys) => {
        this.#transfers.forget(...keys)
        this.disk.letGo(...keys)
      },
      connected: () => this.connected,
      another: () =>
        new Promise((resolve) => {
          this.#again = resolve
        }),
      pause: (ms, signal) =>
        this.#alive(
          () =>
            new Promise((end) => {
              if (signal.aborted) return end()
              this.pauses.push({ ms, end })
              signal.addEventListener('abort', () => end())
            }),
        ),
      alone: (name, work) => (this.#isDead ? never() : turns.take(this.#id, name, work)),
      tell: () => {
        for (const one of windows.values()) if (one !== this) void one.outbox.refresh()
      },
    }
  }
}

/** A browser whose windows can be opened and can crash. */
export function createBrowser(server: Server) {
  const turns = createTurns()
  const windows = new Map<number, Window>()
  let count = 0
  return {
    windows,
    open: (account: string) => new Window(++count, { account, server, turns, windows }),
  }
}

const aboutOf = ({ name, type, size }: File) => ({ name, type, size, width: null, height: null })

/** A file chosen for a message, each under its own key. */
export const chosenFile = (name: string): ChosenFile => {
  const bytes = new File([name], name, { type: 'image/png' })
  return { ...waitingOf(newId(), bytes), bytes }
}

export const letter = (clientMessageId: string, conversationId = 'c1') => ({
  clientMessageId,
  conversationId,
  content: clientMessageId,
  visibility: 'public' as const,
  writtenAt: '2026-01-05T09:00:00.000Z',
})
