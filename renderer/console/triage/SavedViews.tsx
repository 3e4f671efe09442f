import { ChevronDown, EllipsisVertical, Plus, Users } from 'lucide-react'
import { useState } from 'react'
import { atLeast } from '../../../server/contract/identity.ts'
import type { InboxFilter } from '../../../server/contract/inbox.ts'
import type { SavedView } from '../../../server/contract/views.ts'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { attempt } from '../shell/attempt.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { type Listing, savedListing } from '../shell/listing.ts'
import { navigate } from '../shell/navigation.ts'
import { HOME, toInbox } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { deleteView, moveView, useSaved } from './saved-views.ts'
import { ViewDialog } from './ViewDialog.tsx'

interface Props {
  listing: Listing
  filter: InboxFilter | null
}

/** The saved views, each with how much it holds. */
export function SavedViews({ listing, filter }: Props) {
  const { views: words } = useWords().triage
  const views = useSaved((state) => state.views) ?? []
  const [isOpen, setOpen] = useState(true)
  const [isSaving, setSaving] = useState(false)
  useViewCommands(views)
  return (
    <section aria-label={words.label} className="border-b border-line px-2 pt-1">
      <div className="flex items-center">
        <button
          type="button"
          aria-expanded={isOpen}
          disabled={views.length === 0}
          onClick={() => setOpen(!isOpen)}
          className="flex h-7 flex-1 items-center gap-1 rounded-md px-2 text-left text-xs font-medium text-faint"
        >
          {words.label}
          {views.length > 0 && (
            <ChevronDown size={12} aria-hidden className={cx(!isOpen && '-rotate-90')} />
          )}
        </button>
        <IconButton icon={Plus} label={words.create} onClick={() => setSaving(true)} />
      </div>
      {isOpen && views.length > 0 && (
        <ul className="max-h-36 overflow-y-auto pb-1">
          {views.map((view) => (
            <ViewLine key={view.id} view={view} isHere={view.id === listing.savedId} />
          ))}
        </ul>
      )}
      {isSaving && (
        <ViewDialog
          view={null}
          filter={filter ?? { status: 'open', sort: 'activity' }}
          onClose={() => setSaving(false)}
        />
      )}
    </section>
  )
}

function useViewCommands(views: readonly SavedView[]) {
  const { commands } = useWords()
  useCommands(
    views.map(({ id, name }) => ({
      id: `go.view ${id}`,
      label: commands.go.view(name),
      group: 'go',
      run: () => navigate(toInbox(savedListing(id))),
    })),
  )
}

function ViewLine({ view, isHere }: { view: SavedView; isHere: boolean }) {
  const { views: words } = useWords().triage
  const { number } = useFormats()
  const me = useMe()
  const count = useSaved((state) => state.counts[view.id])
  const mayChange = view.isShared ? atLeast(me.role, 'supervisor') : true
  return (
    <li className={cx('flex items-center rounded-md', isHere && 'bg-accent-soft')}>
      <RouteLink
        to={toInbox(savedListing(view.id))}
        aria-current={isHere ? 'page' : undefined}
        className={cx(
          'flex h-8 min-w-0 flex-1 items-center gap-1.5 rounded-md px-2 focus-visible:-outline-offset-2 max-md:h-11',
          !isHere && 'hover:bg-sunken',
        )}
      >
        <span className="truncate">{view.name}</span>
        {view.isShared && (
          <Users size={12} role="img" aria-label={words.isShared} className="shrink-0 text-faint" />
        )}
        {count !== undefined && count.count > 0 && (
          <span className="ml-auto text-xs text-faint tabular-nums">
            {number(count.count)}
            {count.hasMore && '+'}
          </span>
        )}
      </RouteLink>
      {mayChange && <ViewMenu view={view} isHere={isHere} />}
    </li>
  )
}

function ViewMenu({ view, isHere }: { view: SavedView; isHere: boolean }) {
  const { views: words } = useWords().triage
  const [isEditing, setEditing] = useState(false)
  const remove = () =>
    attempt(async () => {
      await deleteView(view.id)
      if (isHere) navigate(HOME)
    })
  return (
    <>
      <Menu trigger={<IconButton icon={EllipsisVertical} label={words.more(view.name)} />}>
        <MenuItem onClick={() => setEditing(true)}>{words.edit}</MenuItem>
        <MenuItem onClick={() => attempt(() => moveView(view, -1))}>{words.moveUp}</MenuItem>
        <MenuItem onClick={() => attempt(() => moveView(view, 1))}>{words.moveDown}</MenuItem>
        <MenuItem isDangerous onClick={remove}>
          {words.delete}
        </MenuItem>
      </Menu>
      {isEditing && (
        <ViewDialog view={view} filter={view.filter} onClose={() => setEditing(false)} />
      )}
    </>
  )
}
