import { useEffect } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { useLeaveCommand } from '../shell/commands/useListCommands.ts'
import { Arriving } from '../shell/Arriving.tsx'
import type { Listing } from '../shell/listing.ts'
import { toInbox } from '../shell/route.ts'
import { ConversationComposer } from './ConversationComposer.tsx'
import { followPanel } from './panel.ts'
import { ThreadHeader } from './ThreadHeader.tsx'
import { ThreadMessages } from './ThreadMessages.tsx'
import { useSeen } from './given.ts'
import { useThread } from './useThread.ts'
import { useViewing } from './useViewing.ts'

interface Props {
  conversation: Conversation
  listing: Listing
}

/** The messages of a conversation, what can be done with it above, and the composer below. */
export function Thread({ conversation, listing }: Props) {
  const list = toInbox(listing)
  useViewing(conversation.id)
  useSeen(conversation.id)
  useLeaveCommand(list)
  useEffect(followPanel, [])
  return (
    <>
      <ThreadHeader conversation={conversation} back={list} />
      <Messages conversation={conversation} />
      <ConversationComposer conversation={conversation} />
    </>
  )
}

function Messages({ conversation }: { conversation: Conversation }) {
  const words = useWords()
  const { id } = conversation
  const { thread, load } = useThread(id)
  if (load.error || !thread)
    return (
      <div className="min-h-0 flex-1">
        <Arriving load={load} skeleton={<PageSkeleton label={words.app.loading} />} />
      </div>
    )
  return <ThreadMessages conversation={conversation} thread={thread} />
}
