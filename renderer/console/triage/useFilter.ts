import { useMemo } from 'react'
import type { InboxFilter } from '../../../server/contract/inbox.ts'
import { filterOfView, type Listing } from '../shell/listing.ts'
import { useSaved } from './saved-views.ts'

/** What a list asks for; null for a saved view that is not there, or not known yet. */
export function useFilter({ view, savedId, narrowing }: Listing): InboxFilter | null {
  const saved = useSaved(({ views }) => views?.find(({ id }) => id === savedId) ?? null)
  // The same filter must stay the same object, whatever route it came by.
  const narrowed = JSON.stringify(narrowing)
  return useMemo(() => {
    const further = JSON.parse(narrowed) as Listing['narrowing']
    if (view !== null) return filterOfView(view, further)
    return saved && { ...saved.filter, ...further }
  }, [view, saved, narrowed])
}
