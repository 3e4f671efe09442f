import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { closeFinding, find, useFinding } from './find.ts'

/** Finds a text on the screen. */
export function FindBar() {
  const isOpen = useFinding((state) => state.isOpen)
  return isOpen ? <Bar /> : null
}

function Bar() {
  const { app, desktop: words } = useWords()
  const { found, at } = useFinding()
  const [text, setText] = useState('')
  function press(event: KeyboardEvent) {
    if (event.key === 'Escape') closeFinding()
    else if (event.key === 'Enter') find(text, event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <search
      aria-label={words.find}
      className="fixed top-2 right-2 z-40 flex max-w-[calc(100vw-1rem)] items-center gap-1 rounded-lg border border-line bg-raised p-1.5 shadow-raised print:hidden"
    >
      <TextInput
        type="search"
        aria-label={words.find}
        placeholder={words.find}
        // Somebody has just asked for it.
        autoFocus
        value={text}
        onKeyDown={press}
        onChange={({ currentTarget: { value } }) => {
          setText(value)
          find(value, 0)
        }}
      />
      <span role="status" className="min-w-16 px-1 text-center text-xs text-soft tabular-nums">
        {text && (found.length > 0 ? words.foundAt(at + 1, found.length) : words.foundNothing)}
      </span>
      <IconButton icon={ChevronUp} label={words.findPrevious} onClick={() => find(text, -1)} />
      <IconButton icon={ChevronDown} label={words.findNext} onClick={() => find(text, 1)} />
      <IconButton icon={X} label={app.close} onClick={closeFinding} />
    </search>
  )
}
