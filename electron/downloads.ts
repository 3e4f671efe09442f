import { randomUUID } from 'node:crypto'
import type { EventBody } from './bridge/contract.ts'

type Download = EventBody<'download.change'>

/** The part of electron's DownloadItem that is used here. */
export type DownloadItem = {
  getFilename(): string
  getReceivedBytes(): number
  getTotalBytes(): number
  getSavePath(): string
  setSaveDialogOptions(options: { title: string; defaultPath: string }): void
  cancel(): void
  on(
    event: 'updated',
    listener: (event: unknown, state: 'progressing' | 'interrupted') => void,
  ): unknown
  once(
    event: 'done',
    listener: (event: unknown, state: 'completed' | 'cancelled' | 'interrupted') => void,
  ): unknown
}
export type DownloadSession = {
  on(event: 'will-download', listener: (event: unknown, item: DownloadItem) => void): unknown
}

export type DownloadParts = {
  title: () => string
  tell: (download: Download) => void
  /** Shows a file in its folder. */
  reveal: (path: string) => void
  /** How far all of them have come, from 0 to 1; -1 when there is none. */
  progress: (done: number) => void
}

export type Downloads = {
  adopt: (session: DownloadSession) => void
  cancel: (id: string) => void
  show: (id: string) => void
  /** What is under way goes on, for whoever began it; nobody else is told of it. */
  forget: () => void
}

const KEPT = 100

/** Downloads the person has said where to keep. The page knows them by an id, never by a path. */
export function createDownloads(parts: DownloadParts): Downloads {
  const known = new Map<string, DownloadItem>()
  const running = new Set<DownloadItem>()
  const adopted = new WeakSet<DownloadSession>()
  let owner = {}

  function follow(item: DownloadItem) {
    const [id, mine] = [randomUUID(), owner]
    keep(known, id, item)
    running.add(item)
    // Without a path of ours the system asks the person where to.
    item.setSaveDialogOptions({ title: parts.title(), defaultPath: item.getFilename() })
    const tell = (state: Download['state']) => {
      // Somebody else may be before the window now.
      if (mine !== owner) return
      parts.tell(standOf(id, item, state))
      parts.progress(progressOf(running))
    }
    hear(item, tell, () => running.delete(item))
  }

  return {
    adopt(session) {
      if (adopted.has(session)) return
      adopted.add(session)
      session.on('will-download', (_event, item) => follow(item))
    },
    cancel: (id) => known.get(id)?.cancel(),
    forget() {
      if (running.size > 0) parts.progress(-1)
      owner = {}
      known.clear()
      running.clear()
    },
    show(id) {
      const path = known.get(id)?.getSavePath()
      if (path) parts.reveal(path)
    },
  }
}

function keep(known: Map<string, DownloadItem>, id: string, item: DownloadItem) {
  known.set(id, item)
  if (known.size > KEPT) known.delete(known.keys().next().value ?? '')
}

function hear(item: DownloadItem, tell: (state: Download['state']) => void, ended: () => void) {
  item.on('updated', (_event, state) => tell(state === 'interrupted' ? 'paused' : state))
  item.once('done', (_event, state) => {
    ended()
    tell(state === 'interrupted' ? 'failed' : state)
  })
}

const standOf = (id: string, item: DownloadItem, state: Download['state']): Download => ({
  id,
  name: item.getFilename().slice(0, 300),
  received: item.getReceivedBytes(),
  total: item.getTotalBytes(),
  state,
})

function progressOf(running: ReadonlySet<DownloadItem>): number {
  if (running.size === 0) return -1
  let [received, total] = [0, 0]
  for (const item of running) {
    received += item.getReceivedBytes()
    total += item.getTotalBytes()
  }
  return total === 0 ? 0 : Math.min(1, received / total)
}
