import { flushSync } from 'react-dom'
import { Kbd } from '../../ui/Kbd.tsx'
import { useWords } from '../../words/useWords.ts'
import { openPalette } from '../shell/commands/palette.ts'
import { closeSearch, useSearch } from './search.ts'

function toCommands() {
  // The palette is to give the focus back to what had it before the search.
  flushSync(closeSearch)
  openPalette()
}

/** The words that narrow a search down; a click begins with one; and the way to what is no text. */
export function Hints() {
  const { search } = useWords()
  const { words } = search
  const signs = [
    ['from:mai', words.from],
    ['to:me', words.to],
    ['is:open', words.is],
    ['tag:vip', words.tag],
    ['after:2026-11-01', words.after],
    ['in:tickets', words.in],
    [words.phraseSign, words.phrase],
  ] as const
  return (
    <div className="overflow-y-auto px-3.5 pt-3 pb-3">
      <p className="pb-1 text-xs font-medium text-faint">{search.wordsTitle}</p>
      <ul>
        {signs.map(([sign, meaning]) => (
          <li key={sign} className="flex flex-wrap items-baseline gap-x-3 py-0.5">
            <button
              type="button"
              className="w-36 shrink-0 rounded-sm text-left font-mono text-xs text-accent-text hover:underline"
              onClick={() => useSearch.setState({ text: sign })}
            >
              {sign}
            </button>
            <span className="min-w-0 text-faint">{meaning}</span>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="mt-3 flex items-center gap-2 rounded-sm text-accent-text hover:underline"
        onClick={toCommands}
      >
        {search.commands} <Kbd keys="mod+k" />
      </button>
    </div>
  )
}
