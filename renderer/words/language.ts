import { create } from 'zustand'

export const LANGUAGES = ['en', 'vi'] as const
export type Language = (typeof LANGUAGES)[number]

const KEY = 'frontdesk.language'
const isLanguage = (text: unknown): text is Language => LANGUAGES.some((one) => one === text)

function firstLanguage(): Language {
  const stored = globalThis.localStorage?.getItem(KEY)
  if (isLanguage(stored)) return stored
  const wished = globalThis.navigator?.languages.map((tag) => tag.split('-')[0])
  return wished?.find(isLanguage) ?? 'en'
}

export const useLanguage = create<{ language: Language }>()(() => ({ language: firstLanguage() }))

/** The language of this moment, for code outside of components. */
export const language = () => useLanguage.getState().language

/** Changes the language of the whole screen, at once and for the next start. */
export function setLanguage(next: Language) {
  localStorage.setItem(KEY, next)
  document.documentElement.lang = next
  useLanguage.setState({ language: next })
}
