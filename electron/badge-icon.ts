const SIZE = 32
const SCALE = 4
const RED = [0x2b, 0x2b, 0xd9, 0xff] // blue, green, red, alpha: the order bitmaps have here
const WHITE = [0xff, 0xff, 0xff, 0xff]

/** Digits three wide and five high, one number per row. */
const GLYPHS: Record<string, readonly number[]> = {
  0: [7, 5, 5, 5, 7],
  1: [2, 6, 2, 2, 7],
  2: [7, 1, 7, 4, 7],
  3: [7, 1, 7, 1, 7],
  4: [5, 5, 7, 1, 1],
  5: [7, 4, 7, 1, 7],
  6: [7, 4, 7, 5, 7],
  7: [7, 1, 1, 2, 2],
  8: [7, 5, 7, 5, 7],
  9: [7, 5, 7, 1, 7],
  '+': [0, 2, 7, 2, 0],
}

/** What the icon says: there is room for one digit and a plus sign. */
export const badgeLabel = (count: number): string => (count > 9 ? '9+' : String(count))

/** The bitmap of the Windows taskbar overlay: a label on a disc, 32 × 32, four bytes a pixel. */
export function drawBadge(label: string): { bitmap: Buffer; size: number } {
  const bitmap = Buffer.alloc(SIZE * SIZE * 4)
  const paint = (x: number, y: number, colour: number[]) => bitmap.set(colour, (y * SIZE + x) * 4)
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      if (Math.hypot(x - 15.5, y - 15.5) <= SIZE / 2) paint(x, y, RED)
    }
  }
  const width = (label.length * 4 - 1) * SCALE
  const left = Math.floor((SIZE - width) / 2)
  const top = Math.floor((SIZE - 5 * SCALE) / 2)
  for (const [index, character] of label.split('').entries()) {
    drawGlyph(GLYPHS[character] ?? [], (column, row) => {
      paint(left + index * 4 * SCALE + column, top + row, WHITE)
    })
  }
  return { bitmap, size: SIZE }
}

function drawGlyph(rows: readonly number[], paint: (column: number, row: number) => void) {
  for (let row = 0; row < rows.length * SCALE; row++) {
    for (let column = 0; column < 3 * SCALE; column++) {
      const bits = rows[Math.floor(row / SCALE)] ?? 0
      if (bits & (4 >> Math.floor(column / SCALE))) paint(column, row)
    }
  }
}
