import type { ReactNode } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { saidIn } from '../../files/looks.ts'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { Preview } from '../inbox/Preview.tsx'
import { loadOthers } from '../sync/linking.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { canMerge, type useLinking } from './useLinking.ts'

interface Props {
  conversation: Conversation
  linking: ReturnType<typeof useLinking>
}

/** Asks what a conversation is merged into, or where it is split. Either is undone with one click. */
export function LinkDialogs({ conversation, linking: { asking, ...linking } }: Props) {
  const { linking: words, app } = useWords()
  if (asking === null) return null
  const isMerge = asking === 'merge'
  return (
    <DialogBox
      open
      onOpenChange={() => linking.setAsking(null)}
      title={isMerge ? words.mergeTitle : words.splitTitle}
      lead={isMerge ? words.mergeLead : words.splitLead}
      closeLabel={app.close}
    >
      {isMerge ? (
        <Others conversation={conversation} onChoose={linking.mergeInto} />
      ) : (
        <Messages conversation={conversation} onChoose={linking.splitFrom} />
      )}
    </DialogBox>
  )
}

const Row = ({ onClick, children }: { onClick: () => void; children: ReactNode }) => (
  <li>
    <button
      type="button"
      onClick={onClick}
      className="flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-sunken"
    >
      {children}
    </button>
  </li>
)

interface OthersProps {
  conversation: Conversation
  onChoose: (id: string) => void
}

/** The customer's other chats that are open. */
function Others({ conversation, onChoose }: OthersProps) {
  const { linking: words, app } = useWords()
  const { brief } = useFormats()
  const { id, customer } = conversation
  const load = useLoad(`others ${customer.id}`, () => loadOthers(customer.id))
  const shelf = useWorld((world) => world.conversations)
  const others = Object.values(shelf)
    .flatMap(({ value }) => value ?? [])
    .filter((one) => one.customer.id === customer.id && one.id !== id && one.status === 'open')
    .filter(canMerge)
  if (others.length === 0)
    return <p className="text-soft">{load.isLoading ? app.loading : words.noOthers}</p>
  return (
    <ul aria-label={words.others}>
      {others.map((one) => (
        <Row key={one.id} onClick={() => onChoose(one.id)}>
          <time dateTime={one.lastActivityAt} className="shrink-0 text-faint tabular-nums">
            {brief(one.lastActivityAt)}
          </time>
          <span className="flex min-w-0 flex-1">
            <Preview message={one.lastMessage} isUnread={false} />
          </span>
        </Row>
      ))}
    </ul>
  )
}

interface MessagesProps {
  conversation: Conversation
  onChoose: (seq: number) => void
}

const MOST = 50

/** The newest public messages, the first of the conversation aside: each can begin the new one. */
function Messages({ conversation, onChoose }: MessagesProps) {
  const { linking: words } = useWords()
  const { clock } = useFormats()
  const thread = useWorld((world) => world.threads[conversation.id])
  const messages = (thread?.messages ?? []).filter(({ seq }) => (seq ?? 0) > 1).slice(-MOST)
  return (
    <ul aria-label={words.messages}>
      {messages.map((message) => (
        <Row key={message.id} onClick={() => onChoose(message.seq ?? 0)}>
          <time dateTime={message.sentAt} className="shrink-0 text-faint tabular-nums">
            {clock(message.sentAt)}
          </time>
          <span className="truncate">
            <bdi className="text-soft">{message.author.name}: </bdi>
            <bdi>{saidIn(message)}</bdi>
          </span>
        </Row>
      ))}
    </ul>
  )
}
