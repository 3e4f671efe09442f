import type { ClipboardEvent, KeyboardEvent, Ref } from 'react'
import { pastedFiles } from '../../files/chosen.ts'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import type { TypeAhead } from '../composing/useTypeAhead.ts'
import { leaveField } from './draft-sync.ts'

interface Props {
  ref: Ref<HTMLTextAreaElement>
  /** The conversation it is written in. */
  draftId: string
  typeAhead: TypeAhead
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
export function ComposerField(props: Props) {
  const { ref, draftId, typeAhead, text, isNote, placeholder, onChange, onSubmit, onFiles } = props
  const { composer } = useWords()
  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isComposing(event) || typeAhead.press(event)) return
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
      {...listOf(typeAhead)}
      onChange={(event) => {
        onChange(event.currentTarget.value)
        typeAhead.look()
      }}
      onSelect={typeAhead.look}
      onBlur={() => {
        typeAhead.look()
        leaveField(draftId)
      }}
      data-draft={draftId}
      onKeyDown={press}
      onPaste={(event) => onFiles && paste(event, onFiles)}
      className={cx(
        'block field-sizing-content max-h-56 w-full resize-none bg-transparent px-3 py-2 text-base outline-none',
        isNote && 'text-note-text placeholder:text-note-text',
      )}
    />
  )
}

/** Says which list is open, and where one is in it. */
const listOf = ({ id, at, options }: TypeAhead) => ({
  'aria-autocomplete': 'list' as const,
  ...(options.length > 0 && {
    'aria-controls': id,
    'aria-activedescendant': `${id}-${at}`,
  }),
})
