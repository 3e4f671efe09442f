import type { Server } from 'socket.io'

// Signals of one moment become one.
const SIGNAL_PAUSE_MS = 5
const COUNT_MS = 1_000
const NEWS = 'stream:head'

/** How the processes on one database reach each other. Only what may get lost goes this way. */
export interface Adapters {
  /** Makes the adapter of each namespace. */
  create: NonNullable<Parameters<Server['adapter']>[0]>
  close(): Promise<void>
}

/** The other server processes on the same database. */
export interface Cluster {
  /** Tells them, soon, that the stream goes up to `head`. */
  signal(head: number): void
  close(): Promise<void>
}

export interface ClusterOptions {
  namespaces: readonly string[]
  /** Hears how far the stream goes for another process. */
  onNews: (head: number) => void
}

/** Joins the other processes. */
export function joinCluster(
  io: Server,
  adapters: Adapters,
  { namespaces, onNews }: ClusterOptions,
): Cluster {
  io.adapter(adapters.create)
  io.on(NEWS, onNews)
  let isAlone = false
  const count = async () => {
    isAlone =
      (await io
        .of('/')
        .adapter.serverCount()
        .catch(() => Infinity)) <= 1
  }
  const counting = setInterval(() => void count(), COUNT_MS).unref()
  const signals = coalesced((head) => {
    // A process that has just come finds by itself what it was not told.
    if (!isAlone) io.serverSideEmit(NEWS, head)
  })
  return {
    signal: signals.send,
    async close() {
      clearInterval(counting)
      signals.stop()
      for (const name of ['/', ...namespaces]) await io.of(name).adapter.close()
      await adapters.close()
    },
  }
}

/** The first at once, then at most one in each pause: the newest. */
function coalesced(send: (head: number) => void) {
  let pause: NodeJS.Timeout | undefined
  let waiting = 0
  const next = () => {
    pause = undefined
    if (waiting > 0) now(waiting)
  }
  const now = (head: number) => {
    waiting = 0
    pause = setTimeout(next, SIGNAL_PAUSE_MS)
    send(head)
  }
  return {
    send: (head: number) => {
      if (pause) waiting = Math.max(waiting, head)
      else now(head)
    },
    stop: () => clearTimeout(pause),
  }
}
