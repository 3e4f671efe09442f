import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { useWords } from '../../../words/useWords.ts'
import { FinderDialog } from '../FinderDialog.tsx'
import type { Entry } from './entries.ts'
import { closePalette, usePalette } from './palette.ts'
import { PaletteSearch } from './PaletteSearch.tsx'
import { rememberCommand } from './recent.ts'

/** Everything that can be done from here, and everywhere one can go, by typing. */
export function Palette() {
  const { commands: words } = useWords()
  const isOpen = usePalette((state) => state.isOpen)
  const hasChosen = useRef(false)
  function choose({ id, run }: Entry) {
    const { from } = usePalette.getState()
    hasChosen.current = true
    flushSync(closePalette)
    hasChosen.current = false
    rememberCommand(id)
    // A command may move the focus; when it does not, the focus is where it was.
    if (from instanceof HTMLElement && from.isConnected) from.focus()
    run()
  }
  return (
    <FinderDialog
      isOpen={isOpen}
      label={words.palette}
      keys="mod+k"
      finalFocus={() => !hasChosen.current}
      onClose={closePalette}
    >
      <PaletteSearch onChoose={choose} />
    </FinderDialog>
  )
}
