import { useEffect, useRef } from 'preact/hooks'
import { useWords } from './language.ts'

/** Stands where the composer was, once the chat is closed. */
export function Closed({ onLeave }: { onLeave: () => void }) {
  const { closed } = useWords()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus({ preventScroll: true }), [])
  return (
    <div class="closed">
      <p role="status">{closed.title}</p>
      <button type="button" class="primary" ref={button} data-start-here onClick={onLeave}>
        {closed.again}
      </button>
    </div>
  )
}
