import type { Words } from './en.ts'

// Nobody loads a language that they do not read.
const catalogues = {
  en: async () => (await import('./en.ts')).en,
  vi: async () => (await import('./vi.ts')).vi,
} satisfies Record<string, () => Promise<Words>>
export type Language = keyof typeof catalogues

const isLanguage = (tag: string | undefined): tag is Language =>
  tag !== undefined && Object.hasOwn(catalogues, tag)

/** The first language we have of those that are wished for: `?lang=` before the browser's own. */
export function languageOf(query: string, wished: readonly string[]): Language {
  const asked = new URLSearchParams(query).get('lang')
  return (
    [asked ?? '', ...wished].map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en'
  )
}

export const wordsOf = (language: Language): Promise<Words> => catalogues[language]()
