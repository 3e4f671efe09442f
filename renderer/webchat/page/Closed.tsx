import { useEffect, useRef } from 'preact/hooks'
import type { Chat } from '../chat/chat.ts'
import type { Thread } from '../chat/thread.ts'
import { useSpeech } from './language.ts'
import { Rating } from './Rating.tsx'
import { download, transcriptOf } from './transcript.ts'

interface ClosedProps {
  chat: Chat
  thread: Thread
  name: string
  title: string
}

/** Stands where the composer was, once the chat is closed. */
export function Closed({ chat, thread, name, title }: ClosedProps) {
  const { words, full } = useSpeech()
  const { closed } = words
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus({ preventScroll: true }), [])
  const keep = () => {
    const day = thread.messages[0]?.sentAt.slice(0, 10) ?? ''
    download(transcriptOf(thread, { title, you: name, full }), `chat-${day}.txt`)
  }
  return (
    <div class="closed">
      <p role="status">{closed.title}</p>
      {(thread.asksRating || thread.rating) && <Rating given={thread.rating} onRate={chat.rate} />}
      <div class="closed-ways">
        {thread.messages.length > 0 && (
          <button type="button" class="secondary" onClick={keep}>
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
