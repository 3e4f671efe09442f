import { MessageSquareOff } from 'lucide-react'
import { Empty } from '../../ui/Empty.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { useOncePainted } from '../host/painted.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { Pane } from '../shell/Pane.tsx'
import { PaneState } from '../shell/PaneState.tsx'
import type { Listing } from '../shell/listing.ts'
import { toInbox } from '../shell/route.ts'
import { CustomerPanel } from './CustomerPanel.tsx'
import { Thread } from './Thread.tsx'
import { useConversation } from './useConversation.ts'

interface Props {
  id: string
  listing: Listing
}

/** An open conversation: its thread, and its customer beside it. */
export function ConversationPane({ id, listing }: Props) {
  const { inbox, app, thread } = useWords()
  const { conversation, load } = useConversation(id)
  // The thread is what is waited for: the panel, and all it asks the server for, follows.
  const beside = useOncePainted(conversation) ?? conversation
  if (conversation && beside)
    return (
      <>
        <Pane key={id} label={thread.label(conversation.customer.name)}>
          <Thread conversation={conversation} listing={listing} />
        </Pane>
        <CustomerPanel conversation={beside} />
      </>
    )
  const gone = <Empty icon={MessageSquareOff} title={inbox.nobodyHere} />
  return (
    <Pane label={thread.messages}>
      <PaneState back={toInbox(listing)}>
        <Arriving load={load} gone={gone} skeleton={<PageSkeleton label={app.loading} />} />
      </PaneState>
    </Pane>
  )
}
