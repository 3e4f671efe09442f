import { useLayoutEffect } from 'preact/hooks'
import type { Chat } from '../chat/chat.ts'
import type { Session } from '../chat/session.ts'
import type { ChatState } from '../chat/store.ts'
import { unreadCount } from '../chat/thread.ts'
import { FilesContext, useChatFiles } from '../files/context.ts'
import { OpensAt } from './Away.tsx'
import { Below } from './Below.tsx'
import { Closed } from './Closed.tsx'
import { Composer } from './Composer.tsx'
import { useWords } from './language.ts'
import { ThreadLog } from './ThreadLog.tsx'
import { useStickToEnd } from './useStickToEnd.ts'

interface ChatScreenProps {
  chat: Chat
  state: ChatState
  session: Session
  isShown: boolean
}

/** The thread, who is writing, and the composer. */
export function ChatScreen({ chat, state, session, isShown }: ChatScreenProps) {
  const words = useWords()
  const { thread, typing, isLoaded, draft, settings } = state
  const [stick, isAtEnd] = useStickToEnd(thread, typing)
  const name = thread.customer?.name ?? session.name
  useLayoutEffect(() => {
    if (isShown && isAtEnd && isLoaded) chat.seen()
  }, [chat, isShown, isAtEnd, isLoaded, thread.messages])
  const files = useChatFiles(chat, settings?.files)
  return (
    <FilesContext.Provider value={files}>
      <ThreadLog
        {...{ thread, isLoaded, name, stick }}
        greeting={settings?.appearance.greeting}
        onRetry={chat.retry}
        onRemove={chat.remove}
      />
      <Below {...{ stick, isAtEnd, typing }} unread={unreadCount(thread)} />
      {thread.status === 'closed' ? (
        <Closed {...{ chat, thread }} />
      ) : (
        <>
          {settings?.isOpen === false && (
            <p class="nobody">
              {words.away.quiet} <OpensAt opensAt={settings.opensAt} />
            </p>
          )}
          <Composer chat={chat} draft={draft} />
        </>
      )}
    </FilesContext.Provider>
  )
}
