import type { InboxFilter, InboxIds } from '../../../server/contract/inbox.ts'
import { Button } from '../../ui/Button.tsx'
import { sayDone } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { queryOf } from '../shell/listing.ts'
import { ask } from '../sync/api.ts'
import { select } from './selection.ts'

/** Chooses everything that matches now, also what is not loaded. */
export function SelectAll({ filter }: { filter: InboxFilter }) {
  const { bulk: words } = useWords().triage
  const selectAll = () =>
    attempt(async () => {
      const path = `/api/inbox/ids?${queryOf(filter)}`
      const { ids, hasMore } = await ask<InboxIds>({ path })
      select(ids)
      if (hasMore) sayDone(words.onlyFirst(ids.length))
    })
  return (
    <Button size="small" look="quiet" onClick={selectAll}>
      {words.selectAll}
    </Button>
  )
}
