import { useWords } from './language.ts'
import type { StickToEnd } from './stick-to-end.ts'

interface BelowProps {
  stick: StickToEnd
  isAtEnd: boolean
  unread: number
  typing: string | null
}

/** Under the thread: the way to its end, and who is writing. */
export function Below({ stick, isAtEnd, unread, typing }: BelowProps) {
  const { thread: words } = useWords()
  return (
    <div class="below">
      {!isAtEnd && (
        <button type="button" class="jump" onClick={stick.toEnd}>
          {unread > 0 ? words.newer(unread) : words.toEnd} <span aria-hidden>↓</span>
        </button>
      )}
      <p role="status" class="typing">
        {typing !== null && words.typing(typing)}
      </p>
    </div>
  )
}
