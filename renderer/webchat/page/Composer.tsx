import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Chat } from '../chat/chat.ts'
import { SendIcon } from './icons.tsx'
import { useWords } from './language.ts'

const LONGEST = 10_000
const IME_KEYCODE = 229

/** The box one writes in: Enter sends, Shift+Enter breaks the line. */
export function Composer({ chat, draft }: { chat: Chat; draft: string }) {
  const { composer } = useWords()
  const box = useRef<HTMLTextAreaElement>(null)
  const content = draft.trimEnd()
  const over = content.length - LONGEST
  const canSend = content.trim() !== '' && over <= 0
  useEffect(() => box.current?.focus({ preventScroll: true }), [])
  useLayoutEffect(() => fit(box.current), [draft])
  const send = (event: Event) => {
    event.preventDefault()
    box.current?.focus()
    if (canSend) void chat.send(content)
  }
  return (
    <form class="composer" onSubmit={send}>
      <textarea
        ref={box}
        rows={1}
        dir="auto"
        value={draft}
        aria-label={composer.label}
        placeholder={composer.placeholder}
        aria-describedby="composer-problem"
        data-start-here
        enterkeyhint="send"
        onInput={({ currentTarget }) => chat.write(currentTarget.value)}
        onKeyDown={(event) => isSendKey(event) && send(event)}
      />
      <button type="submit" class="send" aria-label={composer.send} disabled={!canSend}>
        <SendIcon />
      </button>
      <p class="problem" id="composer-problem" role="status">
        {over > 0 && composer.tooLong(over)}
      </p>
    </form>
  )
}

// Enter that ends the composition of a word (IME) is part of writing it; Safari says so by key code only.
const isSendKey = ({ key, shiftKey, isComposing, keyCode }: KeyboardEvent) =>
  key === 'Enter' && !shiftKey && !isComposing && keyCode !== IME_KEYCODE

/** Makes the box as high as its text. */
function fit(box: HTMLTextAreaElement | null): void {
  if (!box) return
  box.style.height = 'auto'
  // In a window that is not shown nothing has a height.
  if (box.scrollHeight === 0) return
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`
}
