import { MessagesSquare } from 'lucide-react'
import { Empty } from '../../ui/Empty.tsx'
import { useWords } from '../../words/useWords.ts'
import { Pane } from '../shell/Pane.tsx'
import type { Listing } from '../shell/listing.ts'
import { ConversationList } from './ConversationList.tsx'
import { ConversationPane } from './ConversationPane.tsx'

interface Props {
  listing: Listing
  conversationId: string | null
}

/** The list of conversations, the one that is open, and its customer. */
export function InboxScreen({ listing, conversationId }: Props) {
  const { inbox } = useWords()
  return (
    <>
      <Pane label={inbox.list} isList isHidden={conversationId !== null}>
        <ConversationList listing={listing} openId={conversationId} />
      </Pane>
      {conversationId === null ? (
        <div className="flex-1 max-md:hidden">
          <Empty icon={MessagesSquare} title={inbox.choose} hint={inbox.chooseHint} />
        </div>
      ) : (
        <ConversationPane id={conversationId} listing={listing} />
      )}
    </>
  )
}
