import { EllipsisVertical } from 'lucide-react'
import { useState } from 'react'
import type { Customer } from '../../../server/contract/customers.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { attempt } from '../shell/attempt.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { EraseDialog } from './EraseDialog.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { exportPerson } from './privacy.ts'

/** What is done seldom with a customer: merging, and what the law asks for. */
export function PersonMenu({ customer }: { customer: Customer }) {
  const { people } = useWords()
  const isAdmin = useMe().role === 'admin'
  const [asking, setAsking] = useState<'merge' | 'erase' | null>(null)
  const merge = () => setAsking('merge')
  const erase = () => setAsking('erase')
  const save = () =>
    attempt(async () => {
      sayDone(people.privacy.exported)
      await exportPerson(customer.id)
    })
  const { export: exportIt, erase: eraseIt } = people.privacy
  useCommands([
    { id: 'customer.merge', label: people.merge.open, group: 'customer', run: merge },
    { id: 'customer.export', label: exportIt, group: 'customer', isEnabled: isAdmin, run: save },
    { id: 'customer.erase', label: eraseIt, group: 'customer', isEnabled: isAdmin, run: erase },
  ])
  const onOpenChange = (open: boolean) => !open && setAsking(null)
  return (
    <>
      <Menu trigger={<IconButton icon={EllipsisVertical} label={people.more} />}>
        <MenuItem onClick={merge}>{people.merge.open}</MenuItem>
        {isAdmin && (
          <>
            <MenuSeparator />
            <MenuItem onClick={save}>{exportIt}</MenuItem>
            <MenuItem isDangerous onClick={erase}>
              {eraseIt}
            </MenuItem>
          </>
        )}
      </Menu>
      <MergeDialog customer={customer} open={asking === 'merge'} onOpenChange={onOpenChange} />
      <EraseDialog customer={customer} open={asking === 'erase'} onOpenChange={onOpenChange} />
    </>
  )
}
