import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { pastedFiles } from '../../files/chosen.ts'
import type { ChosenFile } from '../../files/waiting.ts'
import type { Chat } from '../chat/chat.ts'
import { AttachButton } from '../files/AttachButton.tsx'
import { Chosen } from '../files/Chosen.tsx'
import { useFiles } from '../files/context.ts'
import { useSending } from '../files/useSending.ts'
import { EmojiPicker } from './EmojiPicker.tsx'
import { SendIcon } from './icons.tsx'
import { useWords } from './language.ts'

const LONGEST = 10_000
const IME_KEYCODE = 229

interface ComposerProps {
  chat: Chat
  draft: string
  /** What is done with the text instead of sending it. */
  onSend?: (content: string, files: readonly ChosenFile[]) => void
}

/** The box one writes in: Enter sends, Shift+Enter breaks the line. */
export function Composer({
  chat,
  draft,
  onSend = (content, files) => void chat.send(content, files),
}: ComposerProps) {
  const { composer } = useWords()
  const box = useRef<HTMLTextAreaElement>(null)
  const content = draft.trimEnd()
  const over = content.length - LONGEST
  const { canSend, send } = useSending(chat, over > 0, onSend)
  const submit = (event: Event) => {
    event.preventDefault()
    box.current?.focus()
    send()
  }
  return (
    <form class="composer" onSubmit={submit}>
      <Chosen />
      <AttachButton />
      <EmojiPicker onPick={(emoji) => box.current && type(box.current, emoji, chat)} />
      <Box {...{ chat, draft, box }} onSubmit={submit} />
      <button type="submit" class="send" aria-label={composer.send} disabled={!canSend}>
        <SendIcon />
      </button>
      <p class="problem" id="composer-problem" role="status">
        {over > 0 && composer.tooLong(over)}
      </p>
    </form>
  )
}

interface BoxProps {
  chat: Chat
  draft: string
  box: RefObject<HTMLTextAreaElement | null>
  onSubmit: (event: Event) => void
}

function Box({ chat, draft, box, onSubmit }: BoxProps) {
  const { composer } = useWords()
  const { uploads } = useFiles()
  useEffect(() => box.current?.focus({ preventScroll: true }), [box])
  useLayoutEffect(() => fit(box.current), [box, draft])
  return (
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
      onPaste={(event) => paste(event, uploads.add)}
      onKeyDown={(event) => isSendKey(event) && onSubmit(event)}
    />
  )
}

function paste(event: ClipboardEvent, add: (files: File[]) => void): void {
  const pasted = pastedFiles(event.clipboardData)
  if (pasted.length > 0) event.preventDefault()
  add(pasted)
}

// Enter that ends the composition of a word (IME) is part of writing it; Safari says so by key code only.
const isSendKey = ({ key, shiftKey, isComposing, keyCode }: KeyboardEvent) =>
  key === 'Enter' && !shiftKey && !isComposing && keyCode !== IME_KEYCODE

/** Writes where the caret stands, as if it had been typed. */
function type(box: HTMLTextAreaElement, text: string, chat: Chat): void {
  box.focus()
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end')
  chat.write(box.value)
}

/** Makes the box as high as its text. */
function fit(box: HTMLTextAreaElement | null): void {
  if (!box) return
  box.style.height = 'auto'
  // In a window that is not shown nothing has a height.
  if (box.scrollHeight === 0) return
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`
}
