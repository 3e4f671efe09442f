import type { Conversation } from '../../../server/contract/conversations.ts'
import { Spinner } from '../../ui/Spinner.tsx'
import { useWords } from '../../words/useWords.ts'
import { useLeaveCommand } from '../shell/commands/useListCommands.ts'
import { Failed } from '../shell/Failed.tsx'
import { type Listing, toInbox } from '../shell/route.ts'
import { ConversationComposer } from './ConversationComposer.tsx'
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
  if (load.error)
    return (
      <div className="flex-1">
        <Failed error={load.error} retry={load.retry} />
      </div>
    )
  if (!thread)
    return (
      <div className="flex-1">
        <Spinner label={words.app.loading} />
      </div>
    )
  return <ThreadMessages conversation={conversation} thread={thread} />
}
