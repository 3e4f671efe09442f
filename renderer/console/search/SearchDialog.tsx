import { useWords } from '../../words/useWords.ts'
import { FinderDialog } from '../shell/FinderDialog.tsx'
import { SearchBox } from './SearchBox.tsx'
import { closeSearch, useSearch } from './search.ts'

/** One box for all that was said and written, on top of every screen. */
export function SearchDialog() {
  const { search } = useWords()
  const isOpen = useSearch((state) => state.isOpen)
  return (
    <FinderDialog
      isOpen={isOpen}
      label={search.title}
      keys="mod+shift+f"
      isLarge
      onClose={closeSearch}
    >
      <SearchBox />
    </FinderDialog>
  )
}
