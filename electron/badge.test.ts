import type { NativeImage } from 'electron'
import { expect, it } from 'vitest'
import { drawBadge } from './badge-icon.ts'
import { createBadge } from './badge.ts'

type Overlay = { image: string | null; description: string }

function badge(platform: NodeJS.Platform, { hasWindow = true, isTaken = true } = {}) {
  const counts: number[] = []
  const overlays: Overlay[] = []
  let drawings = 0
  const window = {
    setOverlayIcon(image: NativeImage | null, description: string) {
      overlays.push({ image: image as unknown as string | null, description })
    },
  }
  const { set } = createBadge({
    app: { setBadgeCount: (count = 0) => counts.push(count) > 0 && isTaken },
    platform,
    createFromBitmap: (bitmap) => `${++drawings}: ${bitmap.length}` as unknown as NativeImage,
    window: () => (hasWindow ? window : null),
  })
  return { set, counts, overlays, drawings: () => drawings }
}

it('the number goes on the app’s icon, and the system’s answer comes back', () => {
  const mac = badge('darwin')
  expect(mac.set(3)).toEqual({ shown: true })
  expect(mac.set(0)).toEqual({ shown: true })
  expect(mac.counts).toEqual([3, 0])
  expect(badge('linux', { isTaken: false }).set(3)).toEqual({ shown: false })
})

it('on Windows the taskbar button carries it, drawn once per value', () => {
  const windows = badge('win32')
  for (const count of [3, 12, 3, 250, 0]) expect(windows.set(count)).toEqual({ shown: true })
  expect(windows.overlays).toEqual([
    { image: '1: 4096', description: '3' },
    { image: '2: 4096', description: '12' },
    { image: '1: 4096', description: '3' },
    { image: '2: 4096', description: '250' },
    { image: null, description: '' },
  ])
  expect(windows.drawings()).toBe(2)
  expect(windows.counts).toEqual([])
})

it('on Windows without a window there is nothing to put it on', () => {
  expect(badge('win32', { hasWindow: false }).set(3)).toEqual({ shown: false })
})

it('the drawing is a disc with a white label, different for each value', () => {
  const alphaAt = (bitmap: Buffer, x: number, y: number) => bitmap[(y * 32 + x) * 4 + 3]
  const drawings = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '9+'].map((label) => {
    const { bitmap, size } = drawBadge(label)
    expect([size, bitmap.length]).toEqual([32, 4096])
    expect([alphaAt(bitmap, 0, 0), alphaAt(bitmap, 16, 1)]).toEqual([0, 255])
    expect(bitmap.includes(Buffer.from([255, 255, 255, 255]))).toBe(true)
    return bitmap.toString('hex')
  })
  expect(new Set(drawings).size).toBe(drawings.length)
})
