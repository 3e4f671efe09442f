import { useEffect, useState } from 'preact/hooks'
import type { Chat } from '../chat/chat.ts'
import { languageOf } from '../words/words.ts'
import { App } from './App.tsx'
import type { Frame } from './frame.ts'
import { type Speech, speechIn, SpeechContext } from './language.ts'

interface RootProps {
  chat: Chat
  frame: Frame | null
  /** The visitor's own language; the site may ask for another. */
  first: Speech
}

/** The page in one language. */
export function Root({ chat, frame, first }: RootProps) {
  const [speech, setSpeech] = useState(first)
  useEffect(() => {
    document.documentElement.lang = speech.language
  }, [speech])
  useEffect(() => {
    const { languages } = navigator
    return frame?.onMessage((message) => {
      if (message.frontdesk !== 'language') return
      const language = languageOf(`?lang=${encodeURIComponent(message.lang)}`, languages)
      void speechIn(language, languages).then(setSpeech)
    })
  }, [frame])
  return (
    <SpeechContext.Provider value={speech}>
      <App chat={chat} frame={frame} />
    </SpeechContext.Provider>
  )
}
