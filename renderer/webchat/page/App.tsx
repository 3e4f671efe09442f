import { useLayoutEffect, useState } from 'preact/hooks'
import type { Chat } from '../chat/chat.ts'
import { unreadCount } from '../chat/thread.ts'
import { Banner } from './Banner.tsx'
import { ChatScreen } from './ChatScreen.tsx'
import { EndQuestion } from './EndQuestion.tsx'
import { useEmbedding } from './embedding.ts'
import type { Frame } from './frame.ts'
import { Header } from './Header.tsx'
import { useChatState, useIsShown } from './hooks.ts'
import { useWords } from './language.ts'
import { StartForm } from './StartForm.tsx'

/** The whole page: the form of who has no chat, the thread of who has one. */
export function App({ chat, frame }: { chat: Chat; frame: Frame | null }) {
  const words = useWords()
  const state = useChatState(chat.store)
  const isShown = useIsShown(frame)
  const [isEnding, setIsEnding] = useState(false)
  const { session, thread, link } = state
  const unread = session ? unreadCount(thread) : 0
  const isActive = session !== null && thread.status === 'active'
  useEmbedding(frame, unread, session !== null)
  useLayoutEffect(() => {
    document.title = unread > 0 ? words.unreadTitle(unread, words.title) : words.title
  }, [unread, words])
  return (
    <main class="chat">
      <Header
        agentName={session ? thread.agent?.name : undefined}
        onEnd={isActive && link === 'online' ? () => setIsEnding(true) : undefined}
        onClose={frame ? () => frame.tell({ frontdesk: 'close' }) : undefined}
      />
      {isEnding && isActive && (
        <EndQuestion onEnd={() => void chat.end()} onLeave={() => setIsEnding(false)} />
      )}
      <Banner link={link} hasChat={session !== null} problem={state.sendProblem} />
      {session ? (
        <ChatScreen
          key={session.sessionId}
          chat={chat}
          state={state}
          name={session.name}
          isShown={isShown}
        />
      ) : (
        <StartForm chat={chat} state={state} />
      )}
    </main>
  )
}
