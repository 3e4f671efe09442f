import { useEffect, useRef, useState } from 'react'
import type { ChatSettings, PublicChat } from '../../../server/contract/chat-settings.ts'
import { Choice } from '../../ui/Choice.tsx'
import { useLanguage } from '../../words/language.ts'
import { useWords } from '../../words/useWords.ts'
import { desktop } from '../host/desktop.ts'

const SCREENS = ['start', 'thread', 'away', 'closed'] as const
export type PreviewScreen = (typeof SCREENS)[number]

interface Props {
  settings: ChatSettings
  screens: readonly PreviewScreen[]
}

/** The chat itself, drawn with what is not saved yet. It speaks with no server. */
export function Preview({ settings, screens }: Props) {
  const { workspace: words } = useWords()
  const language = useLanguage((state) => state.language)
  const [screen, setScreen] = useState<PreviewScreen>(screens[0] ?? 'thread')
  // Another origin's frame would not be spoken to, and the app's own origin is another.
  if (desktop) return <p className="basis-80 text-soft">{words.previewInBrowser}</p>
  return (
    <aside aria-label={words.preview} className="flex basis-80 flex-col gap-2">
      <Choice
        label={words.preview}
        value={screen}
        options={screens.map((value) => ({ value, label: words.previewScreens[value] }))}
        onChange={setScreen}
      />
      <PreviewFrame key={language} {...{ settings, screen, language }} />
    </aside>
  )
}

interface FrameProps {
  settings: ChatSettings
  screen: PreviewScreen
  language: string
}

function PreviewFrame({ settings, screen, language }: FrameProps) {
  const { workspace: words } = useWords()
  const frame = useRef<HTMLIFrameElement>(null)
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    const hear = ({ origin, source, data }: MessageEvent<{ frontdesk?: unknown } | null>) => {
      if (origin !== location.origin || source !== frame.current?.contentWindow) return
      if (data?.frontdesk === 'preview-ready') setReady(true)
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [])
  useEffect(() => {
    if (!isReady) return
    const message = { frontdesk: 'preview', settings: publicOf(settings), screen }
    frame.current?.contentWindow?.postMessage(message, location.origin)
  }, [isReady, settings, screen])
  return (
    // oxlint-disable-next-line react/iframe-missing-sandbox -- our own page, which must be told from a stranger's by its origin
    <iframe
      ref={frame}
      title={words.preview}
      src={`/chat?preview=1&lang=${language}`}
      className="h-136 w-80 rounded-lg border border-line bg-surface"
    />
  )
}

/** What of the settings a visitor would be told. */
const publicOf = ({ appearance, fields, asksRating }: ChatSettings): Partial<PublicChat> => ({
  appearance,
  fields,
  asksRating,
})
