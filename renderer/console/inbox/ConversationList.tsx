import type { Conversation, InboxView } from '../../../server/contract/conversations.ts'
import { Spinner } from '../../ui/Spinner.tsx'
import { VirtualList } from '../../ui/VirtualList.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { Failed } from '../shell/Failed.tsx'
import { toConversation } from '../shell/route.ts'
import { useListKeys } from '../shell/useListKeys.ts'
import { useLoad } from '../sync/useLoad.ts'
import { ConversationRow } from './ConversationRow.tsx'
import { EmptyView } from './EmptyView.tsx'
import { loadMore, loadView } from './load.ts'
import { useRows } from './views.ts'
import { ViewTabs } from './ViewTabs.tsx'

const ROW = 76

interface Props {
  view: InboxView
  openId: string | null
}

export function ConversationList({ view, openId }: Props) {
  const { inbox } = useWords()
  return (
    <>
      <header className="border-b border-line px-2 pt-3">
        <h2 className="px-2 text-lg font-semibold">{inbox.title}</h2>
        <ViewTabs view={view} />
      </header>
      <Rows view={view} openId={openId} />
    </>
  )
}

const idOf = (conversation: Conversation) => conversation.id

function Rows({ view, openId }: Props) {
  const { inbox } = useWords()
  const me = useMe()
  const rows = useRows(view, me.id)
  const load = useLoad(rows ? null : view, () => loadView(view))
  useListKeys(rows ?? [], openId, (id) => toConversation(id, view))
  if (load.error) return <Failed error={load.error} retry={load.retry} />
  if (!rows) return <Spinner label={inbox.loading} />
  if (rows.length === 0) return <EmptyView view={view} />
  return (
    <VirtualList
      key={view}
      label={inbox.list}
      items={rows}
      keyOf={idOf}
      rowHeight={ROW}
      current={rows.findIndex(({ id }) => id === openId)}
      onNearEnd={() => loadMore(view)}
      renderRow={(conversation) => (
        <ConversationRow
          conversation={conversation}
          to={toConversation(conversation.id, view)}
          isOpen={conversation.id === openId}
        />
      )}
    />
  )
}
