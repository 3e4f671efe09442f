import type { Rectangle } from 'electron'
import { z } from 'zod'

const MIN = { width: 380, height: 480 }
const USUAL = { width: 1280, height: 800 }

export const windowStateSchema = z.strictObject({
  bounds: z
    .strictObject({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })
    .nullable(),
  isMaximized: z.boolean(),
  isFullScreen: z.boolean(),
})
export type WindowState = z.output<typeof windowStateSchema>
export const FIRST_STATE: WindowState = { bounds: null, isMaximized: false, isFullScreen: false }

/** Where the window goes: as it was, fitted into the work area of the display it is nearest to. */
export function fitted(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = clamp(bounds.width, Math.min(MIN.width, area.width), area.width)
  const height = clamp(bounds.height, Math.min(MIN.height, area.height), area.height)
  return {
    width,
    height,
    x: clamp(bounds.x, area.x, area.x + area.width - width),
    y: clamp(bounds.y, area.y, area.y + area.height - height),
  }
}

/** The usual size in the middle of a work area. */
export function centred(area: Rectangle): Rectangle {
  const width = Math.min(USUAL.width, area.width)
  const height = Math.min(USUAL.height, area.height)
  return {
    width,
    height,
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
  }
}

export const smallest = { minWidth: MIN.width, minHeight: MIN.height }

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high)
