import { EllipsisVertical } from 'lucide-react'
import { useState } from 'react'
import { atLeast } from '../../../server/contract/identity.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { attempt } from '../shell/attempt.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { download, withQuery } from '../sync/api.ts'
import { ImportDialog } from './ImportDialog.tsx'
import { useSegments } from './segments.ts'

/** Customers in and out of the program, for supervisors and up. */
export function ListMenu() {
  const { people } = useWords()
  const words = people.lists
  const isEnabled = atLeast(useMe().role, 'supervisor')
  const [isImporting, setImporting] = useState(false)
  const segmentId = useSegments(({ chosen }) => chosen)
  const bring = () => setImporting(true)
  const save = () =>
    attempt(async () => {
      sayDone(words.exported)
      await download(
        withQuery('/api/customers/export', { segmentId: segmentId ?? undefined }),
        'customers.csv',
      )
    })
  useCommands([
    { id: 'customer.importFile', label: words.import, group: 'list', isEnabled, run: bring },
    { id: 'customer.exportAll', label: words.export, group: 'list', isEnabled, run: save },
  ])
  if (!isEnabled) return null
  return (
    <>
      <Menu trigger={<IconButton icon={EllipsisVertical} label={words.more} />}>
        <MenuItem onClick={bring}>{words.import}</MenuItem>
        <MenuItem onClick={save}>{words.export}</MenuItem>
      </Menu>
      <ImportDialog open={isImporting} onOpenChange={setImporting} />
    </>
  )
}
