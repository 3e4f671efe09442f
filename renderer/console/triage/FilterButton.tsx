import { ListFilter } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { useWords } from '../../words/useWords.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { type Listing, type Narrowing } from '../shell/listing.ts'
import { navigate } from '../shell/navigation.ts'
import { toInbox } from '../shell/route.ts'
import { FilterFields, type Part, type Said } from './FilterFields.tsx'

// What each view says itself.
const OWN: ReadonlySet<Part> = new Set(['status', 'assignee'])
const STATUS: ReadonlySet<Part> = new Set(['status'])

/** Narrows the list; what it is narrowed to stands in the address. */
export function FilterButton({ listing }: { listing: Listing }) {
  const { filter: words } = useWords().triage
  const [isOpen, setOpen] = useState(false)
  useCommands([
    { id: 'list.filter', label: words.open, group: 'list', keys: ['f'], run: () => setOpen(true) },
  ])
  const { view } = listing
  return (
    <Popover
      label={words.open}
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<IconButton icon={ListFilter} label={words.open} />}
    >
      <FilterFields
        said={listing.narrowing}
        fixed={view === 'unassigned' || view === 'mine' ? OWN : STATUS}
        onChange={(part) => narrow(listing, part)}
      />
      <Button size="small" look="quiet" className="mt-3" onClick={() => clearFilter(listing)}>
        {words.clear}
      </Button>
    </Popover>
  )
}

/** Goes to the same list, narrowed otherwise. */
export function narrow(listing: Listing, part: Said) {
  const said = Object.entries({ ...listing.narrowing, ...part }).filter(
    ([, value]) => value !== undefined && value !== 'activity',
  )
  const narrowing = Object.fromEntries(said) as Narrowing
  navigate(toInbox({ ...listing, narrowing }), { replace: true })
}

/** Goes to the whole list. */
export const clearFilter = (listing: Listing) =>
  navigate(toInbox({ ...listing, narrowing: {} }), { replace: true })
