import { useEffect } from 'preact/hooks'
import type { Chat } from '../chat/chat.ts'
import type { ChatState } from '../chat/store.ts'
import { unreadCount } from '../chat/thread.ts'
import { Closed } from './Closed.tsx'
import { Composer } from './Composer.tsx'
import { useWords } from './language.ts'
import { ThreadLog } from './ThreadLog.tsx'
import { useStickToEnd } from './useStickToEnd.ts'

interface ChatScreenProps {
  chat: Chat
  state: ChatState
  name: string
  isShown: boolean
}

/** The thread, who is writing, and the composer. */
export function ChatScreen({ chat, state, name, isShown }: ChatScreenProps) {
  const words = useWords()
  const { thread, typing, isLoaded, draft } = state
  const [stick, isAtEnd] = useStickToEnd(thread, typing)
  const unread = unreadCount(thread)
  useEffect(() => {
    if (isShown && isAtEnd && isLoaded) chat.seen()
  }, [chat, isShown, isAtEnd, isLoaded, thread.messages])
  return (
    <>
      <ThreadLog thread={thread} {...{ isLoaded, name, stick }} onRetry={chat.retry} />
      <div class="below">
        {!isAtEnd && (
          <button type="button" class="jump" onClick={stick.toEnd}>
            {unread > 0 ? words.thread.newer(unread) : words.thread.toEnd}{' '}
            <span aria-hidden>↓</span>
          </button>
        )}
        <p role="status" class="typing">
          {typing !== null && words.thread.typing(typing)}
        </p>
      </div>
      {thread.status === 'closed' ? (
        <Closed onLeave={chat.leave} />
      ) : (
        <Composer chat={chat} draft={draft} />
      )}
    </>
  )
}
