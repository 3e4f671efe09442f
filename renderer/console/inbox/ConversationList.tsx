import { SearchX } from 'lucide-react'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { InboxFilter } from '../../../server/contract/inbox.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ListSkeleton } from '../../ui/Skeleton.tsx'
import { useRowHeight } from '../../ui/density.ts'
import { VirtualList } from '../../ui/VirtualList.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { useListCommands } from '../shell/commands/useListCommands.ts'
import { hrefOfListing, type Listing } from '../shell/listing.ts'
import { toInbox } from '../shell/route.ts'
import type { Rows as ListRows } from '../sync/rows.ts'
import { useLoad } from '../sync/useLoad.ts'
import { BulkBar } from '../triage/BulkBar.tsx'
import { clearFilter, FilterButton } from '../triage/FilterButton.tsx'
import { FilterChips } from '../triage/FilterChips.tsx'
import { SavedViews } from '../triage/SavedViews.tsx'
import { useSaved } from '../triage/saved-views.ts'
import { useFilter } from '../triage/useFilter.ts'
import { useNeighbours } from './ahead.ts'
import { ConversationRow } from './ConversationRow.tsx'
import { EmptyView } from './EmptyView.tsx'
import { loadTop, loadMore, refreshList, spanOf, watchNames } from './load.ts'
import { useMinute } from './local-time.ts'
import { useIsWhole, useRows } from './views.ts'
import { ViewTabs } from './ViewTabs.tsx'
import { followScroll } from './window.ts'

interface Props {
  listing: Listing
  openId: string | null
}

export function ConversationList({ listing: given, openId }: Props) {
  const { inbox } = useWords()
  const listing = useSame(given)
  const filter = useFilter(listing)
  return (
    <>
      <header className="border-b border-line px-2 pt-3">
        <div className="flex items-center justify-between gap-2 px-2">
          <h2 className="text-lg font-semibold">{inbox.title}</h2>
          <FilterButton listing={listing} />
        </div>
        <ViewTabs listing={listing} />
      </header>
      <SavedViews listing={listing} filter={filter} />
      {filter ? <Rows key={spanOf(filter)} {...{ listing, filter, openId }} /> : <NoView />}
    </>
  )
}

const nameOf = (listing: Listing) => hrefOfListing(listing, null)

/** The same list is the same object, whatever is opened in it: its rows need not be drawn again. */
function useSame(listing: Listing) {
  const [kept, setKept] = useState(listing)
  if (nameOf(kept) === nameOf(listing)) return kept
  setKept(listing)
  return listing
}

/** A saved view that is not there, or whose filter has not come yet. */
function NoView() {
  const { inbox, triage } = useWords()
  const isKnown = useSaved(({ views }) => views !== null)
  const rowHeight = useRowHeight('conversation')
  if (isKnown) return <Empty icon={SearchX} title={triage.views.gone} />
  return <ListSkeleton label={inbox.loading} rowHeight={rowHeight} hasPicture />
}

const idOf = (conversation: Conversation) => conversation.id

const NONE: readonly Conversation[] = []

type RowsProps = Props & { filter: InboxFilter }

/** The rows as far as they are loaded, and how loading them stands. */
function useList({ listing, filter, openId }: RowsProps) {
  const me = useMe()
  const rows = useRows(filter, me.id)
  const load = useLoad(rows ? null : spanOf(filter), () => loadTop(filter))
  const minute = useMinute()
  useLoad(filter.waitingMinutes === undefined ? null : `${spanOf(filter)} ${minute}`, () =>
    refreshList(filter),
  )
  useEffect(() => watchNames(filter), [filter])
  useNeighbours(rows?.here ?? NONE, openId)
  useListCommands(rows?.here ?? NONE, openId, (id) => toInbox(listing, id))
  return { rows, load }
}

function Rows({ listing, filter, openId }: RowsProps) {
  const { inbox } = useWords()
  const { rows, load } = useList({ listing, filter, openId })
  const isWhole = useIsWhole(filter)
  const rowHeight = useRowHeight('conversation')
  if (load.error || !rows)
    return (
      <Arriving
        load={load}
        skeleton={<ListSkeleton label={inbox.loading} rowHeight={rowHeight} hasPicture />}
      />
    )
  return (
    <>
      <FilterChips listing={listing} filter={filter} rows={isWhole ? rows.length : null} />
      <BulkBar rows={rows.here} filter={filter} openId={openId} />
      {rows.length === 0 ? (
        <Nothing listing={listing} />
      ) : (
        <List {...{ listing, filter, openId, rows, rowHeight }} />
      )}
    </>
  )
}

interface ListProps extends RowsProps {
  rows: ListRows<Conversation>
  rowHeight: number
}

function List({ listing, filter, openId, rows, rowHeight }: ListProps) {
  const { inbox } = useWords()
  const me = useMe()
  const rowsNow = useLatest(rows.here)
  return (
    <VirtualList
      label={inbox.list}
      items={rows}
      keyOf={idOf}
      rowHeight={rowHeight}
      current={rows.numberOf(rows.here.findIndex(({ id }) => id === openId))}
      onNearEnd={() => loadMore(filter)}
      onShow={(first, last) =>
        followScroll(filter, rows, [first, last], { agentId: me.id, openId })
      }
      renderRow={(conversation) => (
        <ConversationRow
          conversation={conversation}
          listing={listing}
          rowsNow={rowsNow}
          isOpen={conversation.id === openId}
        />
      )}
    />
  )
}

/** A function that says what something is by now, and is always the same one. */
function useLatest<T>(value: T) {
  const latest = useRef(value)
  useLayoutEffect(() => {
    latest.current = value
  })
  return useCallback(() => latest.current, [])
}

function Nothing({ listing }: { listing: Listing }) {
  const { view, narrowing } = listing
  const { filter: words } = useWords().triage
  if (view !== null && Object.keys(narrowing).length === 0) return <EmptyView view={view} />
  const title = narrowing.q === undefined ? words.nothing : words.nothingFor(narrowing.q)
  return (
    <Empty icon={SearchX} title={title} hint={words.nothingHint}>
      <Button onClick={() => clearFilter(listing)}>{words.showAll}</Button>
    </Empty>
  )
}
