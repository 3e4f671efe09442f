import type { StreamEvent } from '../../../server/contract/events.ts'

export interface Batch {
  readonly events: readonly StreamEvent[]
  readonly head: number
  readonly tooOld: boolean
}

/** What the cursor needs of its surroundings. */
export interface CursorHost {
  /** Takes events in, strictly in order and each once. */
  readonly apply: (events: readonly StreamEvent[]) => void
  /** Asks the server for what follows `after`. A rejection ends this attempt. */
  readonly catchUp: (after: number) => Promise<Batch>
  /** Begins anew at `head`: nothing that was loaded before can be trusted. */
  readonly restart: (head: number) => void
  /** Says whether everything up to the known head is applied. */
  readonly isBehind: (behind: boolean) => void
  /** A catch-up failed while the connection is still up. */
  readonly failed: (error: unknown) => void
}

/**
 * Puts the numbered events of one workspace in line. Events may come twice, late or not at all; a hole is filled by
 * asking for what follows the cursor, and nothing after a hole is applied before it is filled.
 */
export function createCursor(host: CursorHost) {
  let at: number | null = null
  let head = 0
  let asking: Promise<void> | null = null
  const early = new Map<number, StreamEvent>()

  function take(events: readonly StreamEvent[]) {
    const inLine: StreamEvent[] = []
    for (const event of events) early.set(event.seq, event)
    for (let next = early.get((at ?? 0) + 1); next; next = early.get((at ?? 0) + 1)) {
      inLine.push(next)
      early.delete(next.seq)
      at = next.seq
    }
    for (const seq of early.keys()) if (seq <= (at ?? 0)) early.delete(seq)
    head = Math.max(head, at ?? 0)
    if (inLine.length > 0) host.apply(inLine)
  }

  function restart(from: number) {
    at = from
    head = from
    host.restart(from)
    take([])
  }

  /** One question to the server. A head before `asked` is another history: an older database was put back. */
  async function ask(asked: number) {
    const batch = await host.catchUp(asked)
    if (batch.tooOld || batch.head < asked) {
      early.clear()
      return restart(batch.head)
    }
    head = Math.max(batch.head, ...early.keys())
    take(batch.events)
    if (at === asked && at < head) throw new Error('The server answered a gap with nothing')
  }

  async function fill() {
    while (at !== null && at < head) await ask(at)
  }

  function settle() {
    host.isBehind(at === null || at < head)
    if (at === null || at >= head || asking) return
    asking = fill().then(
      () => {
        asking = null
        settle()
      },
      (error: unknown) => {
        asking = null
        host.failed(error)
      },
    )
  }

  async function check() {
    if (at === null) return
    await ask(at)
    settle()
  }

  return {
    /** The server's greeting on each connection: where the stream stands. */
    hello(serverHead: number) {
      if (at === null) restart(serverHead)
      else if (serverHead < at) check().catch(host.failed)
      head = Math.max(head, serverHead)
      settle()
    },
    receive(event: StreamEvent) {
      if (at === null || event.seq <= at) return
      head = Math.max(head, event.seq)
      take([event])
      settle()
    },
    /** Asks whether anything was missed, for instance after sleep. Rejects when the server does not answer. */
    check,
    position: () => at,
  }
}

export type Cursor = ReturnType<typeof createCursor>
