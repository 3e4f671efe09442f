import type { App, NativeImage } from 'electron'
import { badgeLabel, drawBadge } from './badge-icon.ts'

export type BadgeParts = {
  app: Pick<App, 'setBadgeCount'>
  platform: NodeJS.Platform
  createFromBitmap: (bitmap: Buffer, size: { width: number; height: number }) => NativeImage
  /** The window whose taskbar button carries the overlay on Windows. */
  window: () => { setOverlayIcon(overlay: NativeImage | null, description: string): void } | null
}

/** Shows one number on the app's icon, and says whether the system took it. */
export function createBadge({ app, platform, createFromBitmap, window }: BadgeParts) {
  const drawn = new Map<string, NativeImage>()

  function overlay(count: number): NativeImage {
    const label = badgeLabel(count)
    const known = drawn.get(label)
    if (known) return known
    const { bitmap, size } = drawBadge(label)
    const image = createFromBitmap(bitmap, { width: size, height: size })
    drawn.set(label, image)
    return image
  }

  return {
    set: (count: number): { shown: boolean } => {
      if (platform !== 'win32') return { shown: app.setBadgeCount(count) }
      const target = window()
      target?.setOverlayIcon(count === 0 ? null : overlay(count), count === 0 ? '' : String(count))
      return { shown: target !== null }
    },
  }
}
