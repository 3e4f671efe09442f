import type { ClipboardEvent, KeyboardEvent, Ref } from 'react'
import { pastedFiles } from '../../files/chosen.ts'
import { useWords } from '../../words/useWords.ts'

interface Props {
  ref: Ref<HTMLTextAreaElement>
  text: string
  isNote: boolean
  placeholder: string
  onChange: (text: string) => void
  onSubmit: () => void
  onFiles: ((files: File[]) => void) | undefined
}

// While an input method composes, Enter picks a candidate; some browsers tell it only by the key code.
const isComposing = (event: KeyboardEvent) => event.nativeEvent.isComposing || event.keyCode === 229

function paste(event: ClipboardEvent, onFiles: (files: File[]) => void) {
  const files = pastedFiles(event.clipboardData)
  if (files.length === 0) return
  event.preventDefault()
  onFiles(files)
}

/** The text itself. Enter sends, Shift and Enter make a new line, Escape leaves. */
export function ComposerField({
  ref,
  text,
  isNote,
  placeholder,
  onChange,
  onSubmit,
  onFiles,
}: Props) {
  const { composer } = useWords()
  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isComposing(event)) return
    if (event.key === 'Escape') event.currentTarget.blur()
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    onSubmit()
  }
  return (
    <textarea
      ref={ref}
      rows={2}
      value={text}
      dir="auto"
      aria-label={isNote ? composer.note : composer.label}
      placeholder={isNote ? composer.notePlaceholder : placeholder}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={press}
      onPaste={(event) => onFiles && paste(event, onFiles)}
      className={
        isNote
          ? 'block field-sizing-content max-h-56 w-full resize-none bg-transparent px-3 py-2 text-base text-note-text outline-none placeholder:text-note-text'
          : 'block field-sizing-content max-h-56 w-full resize-none bg-transparent px-3 py-2 text-base outline-none'
      }
    />
  )
}
