import { useState } from 'preact/hooks'
import type { ChatMessage } from '../../../server/contract/webchat.ts'
import type { Chat } from '../chat/chat.ts'
import type { Visitor } from '../chat/session.ts'
import type { ChatState } from '../chat/store.ts'
import { emptyThread, type Thread } from '../chat/thread.ts'
import { secondsLeft, startProblemText } from '../words/problem.ts'
import { Composer } from './Composer.tsx'
import { useNow } from './hooks.ts'
import { useWords } from './language.ts'
import { ThreadLog } from './ThreadLog.tsx'
import { useStickToEnd } from './useStickToEnd.ts'

interface FirstMessageProps {
  chat: Chat
  state: ChatState
  /** Who the site says it is: nobody is asked again. */
  visitor: Visitor
}

/** An empty thread whose first message starts the chat. */
export function FirstMessage({ chat, state, visitor }: FirstMessageProps) {
  const words = useWords()
  const { isStarting, draft, startProblem, settings, proactive } = state
  const [at] = useState(Date.now)
  const said = saidFirst(proactive)
  const thread = isStarting ? withFirst(said, draft, at) : said
  const [stick] = useStickToEnd(thread, null)
  const wait = secondsLeft(startProblem, useNow(startProblem?.until))
  return (
    <>
      <ThreadLog
        thread={thread}
        isLoaded
        name={visitor.name}
        greeting={settings?.appearance.greeting}
        stick={stick}
        onRetry={() => {}}
        onRemove={() => {}}
      />
      <p role="alert" class="problem first">
        {startProblem && startProblemText(words, startProblem, wait, isStarting)}
      </p>
      {!isStarting && (
        <Composer
          chat={chat}
          draft={draft}
          onSend={(content) => wait > 0 || void chat.start({ visitor, content })}
        />
      )}
    </>
  )
}

/** A thread that begins with what the chat said by itself. */
export const saidFirst = (message: ChatMessage | null): Thread =>
  message ? { ...emptyThread, messages: [message] } : emptyThread

const withFirst = (said: Thread, content: string, at: number): Thread => ({
  ...said,
  outbox: [{ clientMessageId: 'first', content, at, state: 'sending' }],
})
