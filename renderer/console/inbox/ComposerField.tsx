import type { ClipboardEvent, KeyboardEvent, Ref } from 'react'
import { pastedFiles } from '../../files/chosen.ts'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import { typeOver } from '../composing/field.ts'
import { changeBy } from '../composing/marks.ts'
import { isSending, useSendBy } from '../composing/send-by.ts'
import type { TypeAhead } from '../composing/useTypeAhead.ts'
import { nameOf } from '../shell/commands/keys.ts'
import { leaveField } from './draft-sync.ts'

interface Props {
  ref: Ref<HTMLTextAreaElement>
  /** The conversation it is written in. */
  draftId: string
  typeAhead: TypeAhead
  text: string
  isNote: boolean
  /** What is written in, for the browser's spell checker; null where it is not known. */
  language: string | null
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

/** Marks what is selected, where the key is one for that. */
function mark({ currentTarget: field, nativeEvent }: KeyboardEvent<HTMLTextAreaElement>) {
  const { value: text, selectionStart: from, selectionEnd: to } = field
  const change = changeBy(nameOf(nativeEvent) ?? '', { text, from, to })
  if (change) typeOver(field, change.over, change.text, change.marked)
  return change !== null
}

/** What the field does with keys: lists first, then marks, then sending; Escape leaves. */
function usePress({ typeAhead, onSubmit }: Props) {
  const sendBy = useSendBy()
  return (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event) || typeAhead.press(event)) return
    if (event.key === 'Escape') event.currentTarget.blur()
    const sends = isSending(event, sendBy)
    if (!sends && !mark(event)) return
    event.preventDefault()
    if (sends) onSubmit()
  }
}

/** The text itself. */
export function ComposerField(props: Props) {
  const { ref, draftId, typeAhead, text, isNote, language, placeholder, onChange, onFiles } = props
  const { composer } = useWords()
  const press = usePress(props)
  return (
    <textarea
      ref={ref}
      rows={2}
      value={text}
      dir="auto"
      spellCheck
      lang={language ?? undefined}
      aria-label={isNote ? composer.note : composer.label}
      placeholder={isNote ? composer.notePlaceholder : placeholder}
      data-draft={draftId}
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
      onKeyDown={press}
      onPaste={(event) => onFiles && paste(event, onFiles)}
      className={cx(
        'block field-sizing-content max-h-[40dvh] w-full resize-none bg-transparent px-3 py-2 text-base outline-none',
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
