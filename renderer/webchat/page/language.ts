import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Words } from '../words/en.ts'
import { type Language, wordsOf } from '../words/words.ts'

export interface Speech {
  language: Language
  words: Words
  clock: (at: number) => string
  day: (at: number) => string
  /** When something will be, in the visitor's own time: "tomorrow at 09:00". */
  when: (at: number, now?: number) => string
}

const DAY_MS = 86_400_000

/** The texts of a language, and dates as the visitor's own region writes them in it. */
export async function speechIn(
  language: Language,
  wished: readonly string[] = [],
): Promise<Speech> {
  const locale = wished.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  const words = await wordsOf(language)
  return {
    language,
    words,
    clock: (at) => clock.format(at),
    day: (at) => day.format(at),
    when(at, now = Date.now()) {
      const days = Math.round((midnightOf(at) - midnightOf(now)) / DAY_MS)
      const time = clock.format(at)
      if (days <= 0) return words.away.today(time)
      return days === 1 ? words.away.tomorrow(time) : words.away.on(day.format(at), time)
    },
  }
}

const midnightOf = (at: number) => new Date(at).setHours(0, 0, 0, 0)

export const SpeechContext = createContext<Speech | null>(null)

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext)
  if (!speech) throw new Error('no language')
  return speech
}
export const useWords = () => useSpeech().words

/** A text an admin wrote, in the visitor's language, else in the other one, else our own. */
export const inWords = (
  texts: { en: string; vi: string } | undefined,
  language: Language,
  own: string,
): string => texts?.[language] || texts?.en || texts?.vi || own
