import { storedChoice } from './stored.ts'

export const DENSITIES = ['comfortable', 'compact'] as const
export type Density = (typeof DENSITIES)[number]

/** How high a row of each list is: a virtual list must know it before it draws one. */
export const ROWS = {
  conversation: { comfortable: 78, compact: 64 },
  ticket: { comfortable: 68, compact: 54 },
  customer: { comfortable: 60, compact: 48 },
} as const satisfies Record<string, Record<Density, number>>

const stored = storedChoice<Density>('frontdesk.density', DENSITIES, 'comfortable')
const finger = matchMedia('(pointer: coarse)')

export const useDensity = () => stored.use((state) => state.value)
export const setDensity = stored.choose

/** The height of a list's rows as they are drawn now. */
export function useRowHeight(list: keyof typeof ROWS) {
  const density = useDensity()
  return ROWS[list][finger.matches ? 'comfortable' : density]
}

function paint() {
  document.documentElement.dataset['density'] = stored.use.getState().value
}

/** Draws the page as close as was chosen, now and whenever it changes, here or in another tab. */
export function followDensity() {
  paint()
  stored.use.subscribe(paint)
}
