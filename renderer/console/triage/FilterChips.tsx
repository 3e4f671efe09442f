import { useState } from 'react'
import type { BoundedCount, InboxFilter } from '../../../server/contract/inbox.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { useWords } from '../../words/useWords.ts'
import type { Listing } from '../shell/listing.ts'
import { ask } from '../sync/api.ts'
import { queryOf } from '../shell/listing.ts'
import { useLoad } from '../sync/useLoad.ts'
import { clearFilter, narrow } from './FilterButton.tsx'
import { useSaidOf } from './useSaidOf.ts'
import { ViewDialog } from './ViewDialog.tsx'

interface Props {
  listing: Listing
  filter: InboxFilter
  /** How many rows there are, where all of them are loaded. */
  rows: number | null
}

/** What the list is narrowed to, each part with a way to take it back, and how much is left. */
export function FilterChips({ listing, filter, rows }: Props) {
  const { filter: words, views } = useWords().triage
  const said = useSaidOf(listing.narrowing)
  const [isSaving, setSaving] = useState(false)
  if (said.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-1 border-b border-line px-3 py-2">
      {said.map(([part, text]) => (
        <Chip
          key={part}
          label={text}
          removeLabel={words.remove(text)}
          onRemove={() => narrow(listing, { [part]: undefined })}
        />
      ))}
      <Count filter={filter} rows={rows} />
      <span className="ml-auto flex">
        <Button size="small" look="quiet" onClick={() => clearFilter(listing)}>
          {words.clear}
        </Button>
        <Button size="small" look="quiet" onClick={() => setSaving(true)}>
          {views.save}
        </Button>
      </span>
      {isSaving && <ViewDialog view={null} filter={filter} onClose={() => setSaving(false)} />}
    </div>
  )
}

/** Counted by the server as long as there is more than the list has loaded. */
function Count({ filter, rows }: Omit<Props, 'listing'>) {
  const { filter: words } = useWords().triage
  const query = queryOf(filter)
  const [counted, setCounted] = useState<BoundedCount | null>(null)
  useLoad(rows === null ? `count ${query}` : null, async () =>
    setCounted(await ask<BoundedCount>({ path: `/api/inbox/count?${query}` })),
  )
  const count = rows === null ? counted : { count: rows, hasMore: false }
  return (
    <output className="px-1 text-xs text-faint tabular-nums">
      {count && (count.hasMore ? words.countOver(count.count) : words.count(count.count))}
    </output>
  )
}
