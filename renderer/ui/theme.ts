import { create } from 'zustand'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'frontdesk.theme'
const darkness = matchMedia('(prefers-color-scheme: dark)')
const isTheme = (text: unknown): text is Theme => THEMES.some((theme) => theme === text)

const stored = localStorage.getItem(KEY)

export const useTheme = create<{ theme: Theme }>()(() => ({
  theme: isTheme(stored) ? stored : 'system',
}))

function paint() {
  const { theme } = useTheme.getState()
  const isDark = theme === 'dark' || (theme === 'system' && darkness.matches)
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
}

export function setTheme(theme: Theme) {
  localStorage.setItem(KEY, theme)
  useTheme.setState({ theme })
}

/** Paints the page in the chosen theme, now and whenever the choice, here or in another tab, or the system changes. */
export function followTheme() {
  paint()
  useTheme.subscribe(paint)
  darkness.addEventListener('change', paint)
  addEventListener('storage', ({ key, newValue }) => {
    if (key === KEY) useTheme.setState({ theme: isTheme(newValue) ? newValue : 'system' })
  })
}
