type Channels = [number, number, number]

const channels = (hex: string) =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Channels

/** How bright a colour is to the eye, as WCAG 2 counts it. */
function luminance(hex: string): number {
  const [red, green, blue] = channels(hex).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as Channels
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two colours: from 1, the same, to 21, black on white. */
export function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

/** A colour with a part of another in it. */
export function mix(a: string, b: string, part: number): string {
  const other = channels(b)
  const mixed = channels(a).map((value, at) => value + ((other[at] ?? 0) - value) * part)
  return `#${mixed.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`
}

const WHITE = '#ffffff'
const BLACK = '#000000'

/** What can be read on a colour: white, unless it reads too badly; then black always reads better. */
export const textOn = (color: string) => (1.05 / (luminance(color) + 0.05) >= 4.5 ? WHITE : BLACK)

/** The colour, moved away from what it stands on until it is told apart from it this well. */
export function apart(color: string, surface: string, least: number): string {
  const goal = luminance(surface) > 0.18 ? BLACK : WHITE
  for (let part = 0; part < 1; part += 0.04) {
    const moved = mix(color, goal, part)
    if (contrast(moved, surface) >= least) return moved
  }
  return goal
}

/** What text on a colour stands out from. */
export const opposite = (color: string) => (textOn(color) === WHITE ? BLACK : WHITE)

/** The colour under a pointer: a little further from its text, so that it stays readable. */
export const pressed = (color: string) => mix(color, opposite(color), 0.14)
