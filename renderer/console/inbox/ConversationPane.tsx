import { MessageSquareOff } from 'lucide-react'
import { useEffect } from 'react'
import type { InboxView } from '../../../server/contract/conversations.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useWords } from '../../words/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { Pane } from '../shell/Pane.tsx'
import { PaneState } from '../shell/PaneState.tsx'
import { fetchConversation } from '../sync/missing.ts'
import { ApiProblem } from '../sync/problem.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { followPanel } from './panel.ts'
import { CustomerPanel } from './CustomerPanel.tsx'
import { Thread } from './Thread.tsx'

interface Props {
  id: string
  view: InboxView
}

const isGone = (error: unknown) => error instanceof ApiProblem && error.status === 404

/** An open conversation: its thread, and its customer beside it. */
export function ConversationPane({ id, view }: Props) {
  const { inbox, app, thread } = useWords()
  const conversation = useWorld((world) => world.conversations[id]?.value)
  const load = useLoad(conversation ? null : id, () => fetchConversation(id))
  useEffect(followPanel, [])
  if (conversation)
    return (
      <>
        <Pane label={thread.label(conversation.customer.name)}>
          <Thread conversation={conversation} view={view} />
        </Pane>
        <CustomerPanel conversation={conversation} />
      </>
    )
  return (
    <Pane label={thread.messages}>
      <PaneState back={{ screen: 'inbox', view, conversationId: null }}>
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
