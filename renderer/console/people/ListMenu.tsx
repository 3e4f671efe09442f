import { EllipsisVertical } from 'lucide-react'
import { useState } from 'react'
import { atLeast } from '../../../server/contract/identity.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { attempt } from '../shell/attempt.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { download, withQuery } from '../sync/api.ts'
import { DuplicatesDialog } from './DuplicatesDialog.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { useSegments } from './segments.ts'

/** What is done with many customers; supervisors and up bring them in and out of the program. */
export function ListMenu() {
  const { people } = useWords()
  const words = people.lists
  const isEnabled = atLeast(useMe().role, 'supervisor')
  const [asking, setAsking] = useState<'import' | 'duplicates' | null>(null)
  const bring = () => setAsking('import')
  const compare = () => setAsking('duplicates')
  const save = useSaving()
  useCommands([
    { id: 'customer.duplicates', label: words.duplicates, group: 'list', run: compare },
    { id: 'customer.importFile', label: words.import, group: 'list', isEnabled, run: bring },
    { id: 'customer.exportAll', label: words.export, group: 'list', isEnabled, run: save },
  ])
  const onOpenChange = (open: boolean) => !open && setAsking(null)
  return (
    <>
      <Menu trigger={<IconButton icon={EllipsisVertical} label={words.more} />}>
        <MenuItem onClick={compare}>{words.duplicates}</MenuItem>
        {isEnabled && (
          <>
            <MenuSeparator />
            <MenuItem onClick={bring}>{words.import}</MenuItem>
            <MenuItem onClick={save}>{words.export}</MenuItem>
          </>
        )}
      </Menu>
      <DuplicatesDialog open={asking === 'duplicates'} onOpenChange={onOpenChange} />
      <ImportDialog open={asking === 'import'} onOpenChange={onOpenChange} />
    </>
  )
}

/** Saves everybody, or those of the segment that is shown. */
function useSaving() {
  const { people } = useWords()
  const chosen = useSegments(({ chosen: segment }) => segment)
  return () =>
    attempt(async () => {
      sayDone(people.lists.exported)
      const query = { segmentId: chosen ?? undefined }
      await download(withQuery('/api/customers/export', query), 'customers.csv')
    })
}
