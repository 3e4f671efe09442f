import type { InboxView } from '../../../server/contract/inbox.ts'
import { cx } from '../../ui/cx.ts'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import type { Listing, Narrowing } from '../shell/listing.ts'
import { toInbox } from '../shell/route.ts'
import { RouteLink } from '../shell/RouteLink.tsx'
import { useCounts } from './counts.ts'
import { VIEWS } from './views.ts'

/** What a list is narrowed to goes along to the next view, but for what that says itself. */
function keptIn(view: InboxView, { assignee, ...narrowing }: Narrowing): Narrowing {
  const asks = view !== 'unassigned' && view !== 'mine' && assignee !== undefined
  return { ...narrowing, ...(asks && { assignee }) }
}

/** The views of the inbox, each with how much it holds; what narrows the list does not count. */
export function ViewTabs({ listing }: { listing: Listing }) {
  const { inbox } = useWords()
  const { number } = useFormats()
  const counts = useCounts((state) => state.counts)
  return (
    <nav
      aria-label={inbox.viewsLabel}
      className="mt-2 flex gap-0.5 overflow-x-auto px-1 [scrollbar-width:none]"
    >
      {VIEWS.map((one) => {
        const count = one === 'closed' ? undefined : counts?.[one]
        const isHere = one === listing.view
        return (
          <RouteLink
            key={one}
            to={toInbox({ view: one, savedId: null, narrowing: keptIn(one, listing.narrowing) })}
            aria-current={isHere ? 'page' : undefined}
            className={cx(
              'flex items-center gap-1 border-b-2 px-1 pb-1.5 text-xs font-medium whitespace-nowrap focus-visible:-outline-offset-2 max-md:pb-2.5',
              isHere ? 'border-accent text-ink' : 'border-transparent text-faint hover:text-ink',
            )}
          >
            {inbox.views[one]}
            {count !== undefined && count > 0 && (
              <span className="text-xs font-normal text-faint tabular-nums">{number(count)}</span>
            )}
          </RouteLink>
        )
      })}
    </nav>
  )
}
