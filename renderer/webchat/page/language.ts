import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Words } from '../words/en.ts'
import { type Language, wordsOf } from '../words/words.ts'

interface Speech {
  words: Words
  clock: (at: number) => string
  day: (at: number) => string
}

/** The texts and dates of a language. */
export function speechIn(language: Language): Speech {
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' })
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' })
  return {
    words: wordsOf(language),
    clock: (at) => clock.format(at),
    day: (at) => day.format(at),
  }
}

export const SpeechContext = createContext<Speech>(speechIn('en'))

export const useSpeech = () => useContext(SpeechContext)
export const useWords = () => useSpeech().words
