import { storedChoice } from './stored.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const darkness = matchMedia('(prefers-color-scheme: dark)')
const stored = storedChoice<Theme>('frontdesk.theme', THEMES, 'system')

export const useTheme = () => stored.use((state) => state.value)
export const setTheme = stored.choose

function paint() {
  const theme = stored.use.getState().value
  const isDark = theme === 'dark' || (theme === 'system' && darkness.matches)
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
}

/** Paints the page in the chosen theme, now and whenever the choice, here or in another tab, or the system changes. */
export function followTheme() {
  paint()
  stored.use.subscribe(paint)
  darkness.addEventListener('change', paint)
}
