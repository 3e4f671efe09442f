import type { ReactNode } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { saidIn } from '../../files/looks.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { loadOlder } from '../inbox/load.ts'
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
      className="flex w-full flex-col gap-0.5 rounded-md border-b border-line px-2 py-1.5 text-left hover:bg-sunken"
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
  const { linking: words, app, actions } = useWords()
  const { full } = useFormats()
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
          <span className="flex max-w-full">
            <Preview message={one.lastMessage} isUnread />
          </span>
          <span className="text-xs text-faint">
            <time dateTime={one.lastActivityAt}>{full(one.lastActivityAt)}</time>
            {` · ${words.count(one.headSeq)} · `}
            <bdi>{one.assignee?.name ?? actions.unassigned}</bdi>
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

/** The public messages that are loaded, the first of the conversation aside: each can begin the new one. */
function Messages({ conversation, onChoose }: MessagesProps) {
  const { linking: words, app } = useWords()
  const { full } = useFormats()
  const thread = useWorld((world) => world.threads[conversation.id])
  const messages = (thread?.messages ?? []).filter(({ seq }) => (seq ?? 0) > 1)
  return (
    <>
      <ul aria-label={words.messages}>
        {messages.toReversed().map((message) => (
          <Row key={message.id} onClick={() => onChoose(message.seq ?? 0)}>
            <span className="line-clamp-2 wrap-anywhere">
              <bdi className="text-soft">{message.author.name}: </bdi>
              <bdi>{saidIn(message)}</bdi>
            </span>
            <span className="text-xs text-faint">
              <time dateTime={message.sentAt}>{full(message.sentAt)}</time>
              {` · ${words.goesOn(conversation.headSeq - (message.seq ?? 0) + 1)}`}
            </span>
          </Row>
        ))}
      </ul>
      {thread?.older && (
        <Button look="quiet" size="small" onClick={() => void loadOlder(conversation.id)}>
          {app.more}
        </Button>
      )}
    </>
  )
}
