import { useEffect, useRef } from 'preact/hooks'
import type { Chat } from '../chat/chat.ts'
import type { Thread } from '../chat/thread.ts'
import { useWords } from './language.ts'
import { Rating } from './Rating.tsx'
import { saveTranscript } from './transcript.ts'

interface ClosedProps {
  chat: Chat
  thread: Thread
}

/** Stands where the composer was, once the chat is closed. */
export function Closed({ chat, thread }: ClosedProps) {
  const { closed } = useWords()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus({ preventScroll: true }), [])
  return (
    <div class="closed">
      <p role="status">{closed.title}</p>
      {(thread.asksRating || thread.rating) && <Rating given={thread.rating} onRate={chat.rate} />}
      <div class="closed-ways">
        {thread.messages.length > 0 && (
          <button type="button" class="secondary" onClick={() => void saveTranscript(chat)}>
            {closed.transcript}
          </button>
        )}
        <button type="button" class="primary" ref={button} data-start-here onClick={chat.leave}>
          {closed.again}
        </button>
      </div>
    </div>
  )
}
