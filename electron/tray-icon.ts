const SIZE = 32
const INK: Colour = [0x5b, 0x6e, 0x0b, 0xff] // blue, green, red, alpha: the order bitmaps have here
const GREY: Colour = [0x8c, 0x8c, 0x8c, 0xff]
const RED: Colour = [0x2b, 0x2b, 0xd9, 0xff]
const NONE: Colour = [0, 0, 0, 0]
type Colour = readonly [number, number, number, number]

export type TrayLook = { isInSync: boolean; isUnread: boolean }

/** The tray's icon: a speech bubble, grey while not in sync, with a red dot while something is unread. */
export function drawTray({ isInSync, isUnread }: TrayLook): { bitmap: Buffer; size: number } {
  const bitmap = Buffer.alloc(SIZE * SIZE * 4)
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const bubble = isInBubble(x, y) ? (isInSync ? INK : GREY) : NONE
      bitmap.set(isUnread ? dotted(x, y, bubble) : bubble, (y * SIZE + x) * 4)
    }
  }
  return { bitmap, size: SIZE }
}

function isInBubble(x: number, y: number): boolean {
  const isTail = y >= 23 && y < 30 && x >= 8 && x - 8 < 30 - y
  return isTail || isInRounded(x, y)
}

/** The bubble's body: a rectangle with round corners. */
function isInRounded(x: number, y: number): boolean {
  const [left, top, right, bottom, radius] = [2, 4, 29, 23, 6]
  const nearX = Math.min(Math.max(x, left + radius), right - radius)
  const nearY = Math.min(Math.max(y, top + radius), bottom - radius)
  return Math.hypot(x - nearX, y - nearY) <= radius
}

/** A dot at the corner, with a gap around it so that it is seen without its colour, too. */
function dotted(x: number, y: number, under: Colour): Colour {
  const distance = Math.hypot(x - 24, y - 8)
  if (distance <= 7) return RED
  return distance <= 9 ? NONE : under
}
