import { apart, mix, pressed, textOn } from './colors.ts'

/** The colour of a chat whose admin picked none. */
export const OWN_COLOR = '#2457d6'

export const SURFACES = { light: '#ffffff', dark: '#191c1a' }
export type Scheme = keyof typeof SURFACES

const READABLE = 4.5
// Enough for a bubble or button to be seen as one.
const VISIBLE = 1.25

/** The page's colours that follow from the one an admin picks. */
export function coloursOf(color: string, scheme: Scheme) {
  const surface = SURFACES[scheme]
  const accent = apart(color, surface, VISIBLE)
  const soft = mix(surface, accent, 0.14)
  return {
    accent,
    'accent-hover': pressed(accent),
    'on-accent': textOn(accent),
    'accent-soft': soft,
    // Readable on the softer ground too, which is nearer to it.
    'accent-text': apart(apart(accent, soft, READABLE), surface, READABLE),
  }
}

/** Gives the page its colours; the style sheet chooses between light and dark. */
export function applyColor(color: string, { style } = document.documentElement): void {
  for (const scheme of ['light', 'dark'] as const)
    for (const [name, value] of Object.entries(coloursOf(color, scheme)))
      style.setProperty(`--${scheme}-${name}`, value)
}
