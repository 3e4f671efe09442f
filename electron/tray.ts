import type { MenuItemConstructorOptions, NativeImage } from 'electron'
import type { Availability, Standing } from './bridge/native-contract.ts'
import type { Run } from './run.ts'
import { drawTray } from './tray-icon.ts'
import type { Words } from './words.ts'

/** The part of electron's Tray that is used here. */
export type NativeTray<M> = {
  on(event: 'click', listener: () => void): unknown
  setImage(image: NativeImage): void
  setToolTip(text: string): void
  setContextMenu(menu: M): void
}

export type TrayParts<M> = {
  create: (image: NativeImage) => NativeTray<M>
  createFromBitmap: (
    bitmap: Buffer,
    options: { width: number; height: number; scaleFactor: number },
  ) => NativeImage
  build: (template: MenuItemConstructorOptions[]) => M
  /** Whether the desktop has a place for it. */
  isThere: () => Promise<boolean>
  words: () => Words
  open: () => void
  choose: (state: Availability) => void
  quit: () => void
}

export type Tray = {
  /** Puts it beside the clock, with what it was told before. */
  open: () => Promise<void>
  exists: () => boolean
  show: (standing: Standing) => void
  /** The console is gone and says nothing more; who was signed in still is. */
  lost: () => void
  count: (unread: number) => void
}

/** How it stands while nobody is signed in. */
export const NOBODY: Standing = {
  sync: 'signed_out',
  availability: null,
  isComposing: false,
  hasUnsent: false,
}

/** A place of the app beside the clock, which says how it stands while the window is hidden. */
export function createTray<M>(parts: TrayParts<M>): Tray {
  let standing = NOBODY
  let unread = 0
  const image = () => imageOf(parts, standing, unread)
  let tray: NativeTray<M> | null = null
  const refresh = () => {
    const text = lines(parts.words(), standing, unread)
    tray?.setImage(image())
    tray?.setToolTip(['Frontdesk', ...text].join(' · '))
    tray?.setContextMenu(parts.build(trayMenu(parts, standing, text)))
  }

  function show(next: Standing) {
    const { sync, availability } = standing
    standing = next
    // A menu that is replaced while it is open closes: only what changes it does so.
    if (next.sync !== sync || next.availability !== availability) refresh()
  }

  return {
    async open() {
      if (!(await parts.isThere())) return
      tray = parts.create(image())
      tray.on('click', parts.open)
      refresh()
    },
    exists: () => tray !== null,
    show,
    lost() {
      if (standing.sync !== 'signed_out') show({ ...standing, sync: 'offline' })
    },
    count(next) {
      if (next === unread) return
      unread = next
      refresh()
    },
  }
}

function imageOf<M>({ createFromBitmap }: TrayParts<M>, { sync }: Standing, unread: number) {
  const { bitmap, size } = drawTray({ isInSync: sync === 'in_sync', isUnread: unread > 0 })
  return createFromBitmap(bitmap, { width: size, height: size, scaleFactor: 2 })
}

const lines = (words: Words, { sync }: Standing, unread: number) => [
  words.sync[sync],
  ...(unread > 0 ? [words.unread(unread)] : []),
]

function trayMenu<M>(
  { words: texts, open, choose, quit }: TrayParts<M>,
  { sync, availability }: Standing,
  text: string[],
): MenuItemConstructorOptions[] {
  const words = texts()
  const state = (name: 'online' | 'away', label: string): MenuItemConstructorOptions => ({
    label,
    type: 'radio',
    checked: availability === name,
    enabled: sync === 'in_sync' && availability !== null,
    click: () => choose(name),
  })
  return [
    ...text.map((label): MenuItemConstructorOptions => ({ label, enabled: false })),
    { type: 'separator' },
    { label: words.open, click: open },
    { type: 'separator' },
    state('online', words.online),
    state('away', words.away),
    { type: 'separator' },
    { label: words.quit, click: quit },
  ]
}

/** Linux has a tray only where something of the desktop offers one; everywhere else there always is. */
export async function hasTray(platform: NodeJS.Platform, run: Run): Promise<boolean> {
  if (platform !== 'linux') return true
  const question = [
    'call',
    '--session',
    '--dest=org.freedesktop.DBus',
    '--object-path=/org/freedesktop/DBus',
    '--method=org.freedesktop.DBus.NameHasOwner',
    'org.kde.StatusNotifierWatcher',
  ]
  return /true/.test(await run('gdbus', question).catch(() => ''))
}
