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
  function choose({ id, run }: Entry) {
    // A command may move the focus: by then it is back where it was.
    flushSync(closePalette)
    rememberCommand(id)
    run()
  }
  return (
    <FinderDialog isOpen={isOpen} label={words.palette} keys="mod+k" onClose={closePalette}>
      <PaletteSearch onChoose={choose} />
    </FinderDialog>
  )
}
