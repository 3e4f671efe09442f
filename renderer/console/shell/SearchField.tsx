import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { useCommands } from './commands/registry.ts'

const CALM_MS = 150

interface Props {
  label: string
  /** Stands in the empty field, and is shorter. */
  hint: string
  /** Called when typing has paused. */
  onSearch: (query: string) => void
}

/** A search as one types. `/` leads into it, Escape empties it and then leaves. */
export function SearchField({ label, hint, onSearch }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const { commands } = useWords()
  const focus = () => input.current?.focus()
  const { search } = commands.list
  useCommands([{ id: 'list.search', label: search, group: 'list', keys: ['/'], run: focus }])
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text.trim()), CALM_MS)
    return () => clearTimeout(timer)
  }, [text, onSearch])
  return (
    <div className="relative">
      <Search
        size={14}
        aria-hidden
        className="absolute top-1/2 left-2.5 -translate-y-1/2 text-faint"
      />
      <TextInput
        ref={input}
        type="search"
        className="pl-8"
        aria-label={label}
        placeholder={hint}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          if (text === '') event.currentTarget.blur()
          setText('')
        }}
      />
    </div>
  )
}
