import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Words } from '../words/en.ts'
import { type Language, wordsOf } from '../words/words.ts'

interface Speech {
  words: Words
  clock: (at: number) => string
  day: (at: number) => string
}

/** The texts of a language, and dates as the visitor's own region writes them in it. */
export function speechIn(language: Language, wished: readonly string[] = []): Speech {
  const locale = wished.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  return {
    words: wordsOf(language),
    clock: (at) => clock.format(at),
    day: (at) => day.format(at),
  }
}

export const SpeechContext = createContext<Speech>(speechIn('en'))

export const useSpeech = () => useContext(SpeechContext)
export const useWords = () => useSpeech().words
