import type { ChatMessage } from '../../../server/contract/webchat.ts'
import type { WaitingFile } from '../../files/waiting.ts'
import type { Thread } from '../chat/thread.ts'

export type OwnState = 'sending' | 'sent' | 'delivered' | 'read' | 'failed'

export interface Bubble {
  kind: 'message'
  key: string
  content: string
  attachments?: readonly WaitingFile[]
  at: number
  /** Set on the customer's own messages. */
  own?: {
    state: OwnState
    clientMessageId?: string
    code?: string
    text?: string
    canRetry?: boolean
  }
  sender: string
  isFirst: boolean
  isLast: boolean
}
export type Item =
  | Bubble
  | { kind: 'day'; key: string; at: number }
  | { kind: 'joined'; key: string; name: string }

const GROUP_MS = 5 * 60_000

/** What a thread shows from top to bottom: days, messages in groups, who joined, and what is still to be sent. */
export function itemsOf(thread: Thread): Item[] {
  const items: Item[] = []
  const add = (bubble: Omit<Bubble, 'isFirst' | 'isLast'>) => {
    const before = items.findLast((item) => item.kind !== 'joined')
    if (!before || !isSameDay(before.at, bubble.at))
      items.push({ kind: 'day', key: `day ${new Date(bubble.at).toDateString()}`, at: bubble.at })
    const last = items.at(-1)
    const goesOn = last?.kind === 'message' && isGroup(last, bubble)
    if (goesOn) last.isLast = false
    items.push({ ...bubble, isFirst: !goesOn, isLast: true })
  }
  const addJoined = (seq: number) => {
    for (const { agentId, name, afterSeq } of thread.joined)
      if (afterSeq === seq) items.push({ kind: 'joined', key: `joined ${agentId}`, name })
  }
  addJoined(0)
  for (const message of thread.messages) {
    add(listed(message, thread))
    addJoined(message.seq)
  }
  for (const { clientMessageId, content, attachments, at, state, reason } of thread.outbox)
    add({
      kind: 'message',
      key: clientMessageId,
      content,
      ...(attachments && { attachments }),
      at,
      own: { state, clientMessageId, ...reason, canRetry: thread.status === 'active' },
      sender: '',
    })
  return items
}

function listed(message: ChatMessage, thread: Thread): Omit<Bubble, 'isFirst' | 'isLast'> {
  const { id, clientMessageId, content, attachments, sentAt, senderType, senderName, seq } = message
  return {
    kind: 'message',
    key: clientMessageId ?? id,
    content,
    ...(attachments && { attachments }),
    at: Date.parse(sentAt),
    ...(senderType === 'customer' && { own: { state: stateOf(seq, thread) } }),
    sender: senderType === 'customer' ? '' : senderName,
  }
}

function stateOf(seq: number, { agentReadSeq, agentGotSeq }: Thread): OwnState {
  if (seq <= agentReadSeq) return 'read'
  return seq <= agentGotSeq ? 'delivered' : 'sent'
}

// Messages in different states each say their own.
const isGroup = (before: Bubble, next: Omit<Bubble, 'isFirst' | 'isLast'>) =>
  before.sender === next.sender &&
  before.own?.state === next.own?.state &&
  next.own?.state !== 'failed' &&
  next.at - before.at < GROUP_MS

const isSameDay = (a: number, b: number) =>
  new Date(a).toDateString() === new Date(b).toDateString()
