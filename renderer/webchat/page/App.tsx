import { useLayoutEffect, useState } from 'preact/hooks'
import type { Chat } from '../chat/chat.ts'
import { claimsOf } from '../chat/identifying.ts'
import type { ChatState } from '../chat/store.ts'
import { applyColor, OWN_COLOR } from '../look/look.ts'
import { Banner } from './Banner.tsx'
import { ChatScreen } from './ChatScreen.tsx'
import { EndQuestion } from './EndQuestion.tsx'
import { unreadIn, useEmbedding } from './embedding.ts'
import { FirstMessage } from './FirstMessage.tsx'
import type { Frame } from './frame.ts'
import { Header } from './Header.tsx'
import { useChatState, useIsShown } from './hooks.ts'
import { inWords, useSpeech } from './language.ts'
import { StartForm } from './StartForm.tsx'
import { SyncMark } from './SyncMark.tsx'
import { saveTranscript } from './transcript.ts'

/** The whole page: the form of who has no chat, the thread of who has one. */
export function App({ chat, frame }: { chat: Chat; frame: Frame | null }) {
  const { words, language } = useSpeech()
  const state = useChatState(chat.store)
  const isShown = useIsShown(frame)
  const [isEnding, setIsEnding] = useState(false)
  const { session, thread, link, settings } = state
  const unread = unreadIn(state)
  const isActive = session !== null && thread.status === 'active'
  const title = inWords(settings?.appearance.title, language, words.title)
  const color = settings?.appearance.color ?? OWN_COLOR
  useEmbedding(frame, chat, unread)
  useLayoutEffect(() => {
    document.title = unread > 0 ? words.unreadTitle(unread, title) : title
  }, [unread, title, words])
  useLayoutEffect(() => applyColor(color), [color])
  return (
    <main class="chat">
      <Header
        title={title}
        avatar={settings?.appearance.avatar ?? ''}
        agentName={session ? thread.agent?.name : undefined}
        mark={session && <SyncMark state={state} />}
        onSave={
          isActive && link === 'online' && thread.messages.length > 0
            ? () => void saveTranscript(chat)
            : undefined
        }
        onEnd={isActive && link === 'online' ? () => setIsEnding(true) : undefined}
        onClose={frame ? () => frame.tell({ frontdesk: 'close' }) : undefined}
      />
      {isEnding && isActive && (
        <EndQuestion onEnd={() => void chat.end()} onLeave={() => setIsEnding(false)} />
      )}
      <Banner {...state} />
      <Screen chat={chat} state={state} isShown={isShown} />
    </main>
  )
}

interface ScreenProps {
  chat: Chat
  state: ChatState
  isShown: boolean
}

function Screen({ chat, state, isShown }: ScreenProps) {
  const { session, settings, isSettled, identityToken } = state
  if (session) return <ChatScreen key={session.sessionId} {...{ chat, state, session, isShown }} />
  // What the form asks is not known yet.
  if (!isSettled) return <div class="start" aria-busy="true" />
  const visitor = claimsOf(identityToken)
  return visitor && settings?.isOpen !== false ? (
    <FirstMessage chat={chat} state={state} visitor={visitor} />
  ) : (
    <StartForm chat={chat} state={state} />
  )
}
