import { Dialog } from '@base-ui/react/dialog'
import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { useWords } from '../../../words/useWords.ts'
import type { Entry } from './entries.ts'
import { nameOf } from './keys.ts'
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
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && closePalette()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          data-popup
          aria-label={words.palette}
          finalFocus={() => !hasChosen.current}
          onKeyDown={(event) => {
            if (nameOf(event.nativeEvent) !== 'mod+k') return
            event.preventDefault()
            closePalette()
          }}
          className="fixed top-[10vh] left-1/2 z-50 flex max-h-[min(32rem,75vh)] w-[36rem] max-w-[calc(100vw-1.5rem)] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-dialog outline-none"
        >
          <PaletteSearch onChoose={choose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
