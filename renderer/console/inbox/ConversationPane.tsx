import { MessageSquareOff } from 'lucide-react'
import { useEffect } from 'react'
import { Empty } from '../../ui/Empty.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useWords } from '../../words/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { Pane } from '../shell/Pane.tsx'
import { PaneState } from '../shell/PaneState.tsx'
import { type Listing, toInbox } from '../shell/route.ts'
import { fetchConversation } from '../sync/missing.ts'
import { ApiProblem } from '../sync/problem.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { followPanel } from './panel.ts'
import { CustomerPanel } from './CustomerPanel.tsx'
import { Thread } from './Thread.tsx'

interface Props {
  id: string
  listing: Listing
}

const isGone = (error: unknown) => error instanceof ApiProblem && error.status === 404

/** An open conversation: its thread, and its customer beside it. */
export function ConversationPane({ id, listing }: Props) {
  const { inbox, app, thread } = useWords()
  const conversation = useWorld((world) => world.conversations[id]?.value)
  const load = useLoad(conversation ? null : id, () => fetchConversation(id))
  useEffect(followPanel, [])
  if (conversation)
    return (
      <>
        <Pane label={thread.label(conversation.customer.name)}>
          <Thread conversation={conversation} listing={listing} />
        </Pane>
        <CustomerPanel conversation={conversation} />
      </>
    )
  return (
    <Pane label={thread.messages}>
      <PaneState back={toInbox(listing)}>
        {isGone(load.error) ? (
          <Empty icon={MessageSquareOff} title={inbox.nobodyHere} />
        ) : load.error ? (
          <Failed error={load.error} retry={load.retry} />
        ) : (
          <Spinner label={app.loading} />
        )}
      </PaneState>
    </Pane>
  )
}
