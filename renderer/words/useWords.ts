import { en, type Catalogue } from './en.ts'
import { language, useLanguage } from './language.ts'
import { vi } from './vi.ts'

const catalogues = { en, vi } satisfies Record<string, Catalogue>

/** The words of the interface in the agent's language. */
export const useWords = (): Catalogue => catalogues[useLanguage((state) => state.language)]

/** The words of this moment, for code outside of components. */
export const words = (): Catalogue => catalogues[language()]
