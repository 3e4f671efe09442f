import type { Appearance } from '../../../server/contract/chat-settings.ts'
import type { Thread } from '../chat/thread.ts'
import { inWords, useSpeech } from './language.ts'
import type { StickToEnd } from './stick-to-end.ts'
import { ThreadItems } from './ThreadItems.tsx'

interface ThreadLogProps {
  thread: Thread
  isLoaded: boolean
  /** Whom the greeting greets. */
  name: string
  /** The admin's own greeting. */
  greeting: Appearance['greeting'] | undefined
  stick: StickToEnd
  onRetry: (clientMessageId: string) => void
  onRemove: (clientMessageId: string) => void
}

/** The scrolling thread. What is added to it is read out. */
export function ThreadLog({ thread, isLoaded, name, greeting, stick, ...ways }: ThreadLogProps) {
  const { words, language } = useSpeech()
  const { attach, onScroll } = stick
  const isEmpty = thread.messages.length + thread.outbox.length === 0
  return (
    <div
      class="thread"
      role="log"
      // A message that turns from sent to read is no news to be read out.
      aria-relevant="additions"
      // It can be scrolled by keys, so keys must be able to reach it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={words.thread.label}
      aria-busy={!isLoaded}
      ref={attach}
      onScroll={onScroll}
    >
      {isEmpty && (
        <p class="greeting">
          {isLoaded ? inWords(greeting, language, words.thread.empty(name)) : words.thread.loading}
        </p>
      )}
      <p id="opens-new" hidden>
        {words.thread.opensNew}
      </p>
      <ThreadItems thread={thread} {...ways} />
    </div>
  )
}
