import type { Conversation } from '../../../server/contract/conversations.ts'
import { ListSkeleton } from '../../ui/Skeleton.tsx'
import { useRowHeight } from '../../ui/density.ts'
import { VirtualList } from '../../ui/VirtualList.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { useListCommands } from '../shell/commands/useListCommands.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { type Listing, toInbox } from '../shell/route.ts'
import { useLoad } from '../sync/useLoad.ts'
import { ConversationRow } from './ConversationRow.tsx'
import { EmptyView } from './EmptyView.tsx'
import { loadList, loadMore, spanOf } from './load.ts'
import { TeamFilter } from './TeamFilter.tsx'
import { useRows } from './views.ts'
import { ViewTabs } from './ViewTabs.tsx'
import { followScroll } from './window.ts'

interface Props {
  listing: Listing
  openId: string | null
}

export function ConversationList({ listing, openId }: Props) {
  const { inbox } = useWords()
  return (
    <>
      <header className="border-b border-line px-2 pt-3">
        <div className="flex items-center justify-between gap-2 px-2">
          <h2 className="text-lg font-semibold">{inbox.title}</h2>
          <TeamFilter listing={listing} />
        </div>
        <ViewTabs listing={listing} />
      </header>
      <Rows listing={listing} openId={openId} />
    </>
  )
}

const idOf = (conversation: Conversation) => conversation.id

function Rows({ listing, openId }: Props) {
  const { inbox } = useWords()
  const me = useMe()
  const rows = useRows(listing, me.id)
  const load = useLoad(rows ? null : spanOf(listing), () => loadList(listing))
  const rowHeight = useRowHeight('conversation')
  useListCommands(rows?.here ?? [], openId, (id) => toInbox(listing, id))
  if (load.error || !rows)
    return (
      <Arriving
        load={load}
        skeleton={<ListSkeleton label={inbox.loading} rowHeight={rowHeight} hasPicture />}
      />
    )
  if (rows.length === 0) return <EmptyView view={listing.view} />
  return (
    <VirtualList
      key={spanOf(listing)}
      label={inbox.list}
      items={rows}
      keyOf={idOf}
      rowHeight={rowHeight}
      current={rows.numberOf(rows.here.findIndex(({ id }) => id === openId))}
      onNearEnd={() => loadMore(listing)}
      onShow={(first, last) =>
        followScroll(listing, rows, [first, last], { agentId: me.id, openId })
      }
      renderRow={(conversation) => (
        <ConversationRow
          conversation={conversation}
          to={toInbox(listing, conversation.id)}
          isOpen={conversation.id === openId}
        />
      )}
    />
  )
}
