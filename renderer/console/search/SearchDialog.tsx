import { Dialog } from '@base-ui/react/dialog'
import { useWords } from '../../words/useWords.ts'
import { nameOf } from '../shell/commands/keys.ts'
import { SearchBox } from './SearchBox.tsx'
import { closeSearch, useSearch } from './search.ts'

/** One box for all that was said and written, on top of every screen. */
export function SearchDialog() {
  const { search } = useWords()
  const isOpen = useSearch((state) => state.isOpen)
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && closeSearch()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          data-popup
          aria-label={search.title}
          onKeyDown={(event) => {
            if (nameOf(event.nativeEvent) !== 'mod+shift+f') return
            event.preventDefault()
            closeSearch()
          }}
          className="fixed top-[8vh] left-1/2 z-50 flex max-h-[min(44rem,84vh)] w-[44rem] max-w-[calc(100vw-1.5rem)] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-dialog outline-none"
        >
          <SearchBox />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
