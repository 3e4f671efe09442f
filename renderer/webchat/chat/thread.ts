import type { ChatMessage, ResumedChat, SentMessage } from '../../../server/contract/webchat.ts'

/** A message written here that the server's list does not hold yet. */
export interface Outgoing {
  clientMessageId: string
  content: string
  /** When it was written; also its place among the others. */
  at: number
  state: 'sending' | 'sent' | 'failed'
  /** Why the server refused it. */
  reason?: Reason
}
export interface Reason {
  code: string
  text: string
}

/** An agent came into the chat after message `afterSeq`. */
export interface Joined {
  agentId: string
  name: string
  afterSeq: number
}

/** Everything one screen knows of one chat. Changed by `apply` only. */
export interface Thread {
  /** The server's list from its first message, without a gap. */
  messages: readonly ChatMessage[]
  /** Announced beyond a gap: shown once what lies between has come. */
  ahead: readonly ChatMessage[]
  headSeq: number
  outbox: readonly Outgoing[]
  customerReadSeq: number
  agentReadSeq: number
  agent: { id: string; name: string } | null
  joined: readonly Joined[]
  status: ResumedChat['status']
}

export type Fact =
  | { kind: 'resumed'; answer: ResumedChat }
  | { kind: 'announced'; message: ChatMessage }
  | { kind: 'written'; outgoing: Outgoing }
  | { kind: 'acknowledged'; sessionId: string; clientMessageId: string; answer: SentMessage }
  | { kind: 'refused'; clientMessageId: string; reason: Reason }
  | { kind: 'retried'; clientMessageId: string; at: number }
  | { kind: 'read'; by: 'customer' | 'agent'; seq: number }
  | { kind: 'joined'; agentId: string; name: string }
  | { kind: 'closed' }

export const emptyThread: Thread = {
  messages: [],
  ahead: [],
  headSeq: 0,
  outbox: [],
  customerReadSeq: 0,
  agentReadSeq: 0,
  agent: null,
  joined: [],
  status: 'active',
}

/** The last message of which everything before is here too. */
export const lastSeq = (thread: Thread) => thread.messages.at(-1)?.seq ?? 0

/** Whether the server has messages that are missing here: the time to ask for them. */
export const isBehind = (thread: Thread) => lastSeq(thread) < thread.headSeq

/** The message to send next: they leave in the order they were written. */
export const nextToSend = (thread: Thread) => thread.outbox.find(({ state }) => state === 'sending')

/** How many messages of the other side this customer has not seen. */
export const unreadCount = ({ messages, customerReadSeq }: Thread) =>
  messages.filter(({ seq, senderType }) => seq > customerReadSeq && senderType !== 'customer')
    .length

/** What a fact makes of a thread. Facts may come in any order and more than once. */
export function apply(thread: Thread, fact: Fact): Thread {
  switch (fact.kind) {
    case 'resumed':
      return resumed(thread, fact.answer)
    case 'announced':
      return place(thread, [fact.message])
    case 'written':
      return isKnown(thread, fact.outgoing.clientMessageId)
        ? thread
        : { ...thread, outbox: inOrder([...thread.outbox, fact.outgoing]) }
    case 'acknowledged':
      return acknowledged(thread, fact)
    case 'refused':
      return change(thread, fact.clientMessageId, (outgoing) =>
        outgoing.state === 'sent'
          ? outgoing
          : { ...outgoing, state: 'failed', reason: fact.reason },
      )
    case 'retried':
      return change(thread, fact.clientMessageId, ({ clientMessageId, content, state, ...rest }) =>
        state === 'failed'
          ? { clientMessageId, content, at: fact.at, state: 'sending' }
          : { clientMessageId, content, state, ...rest },
      )
    case 'read':
      return readUpTo(thread, { [fact.by]: fact.seq })
    case 'joined':
      return joined(thread, fact)
    case 'closed':
      return thread.status === 'closed' ? thread : { ...thread, status: 'closed' }
  }
}

function resumed(thread: Thread, answer: ResumedChat): Thread {
  const placed = place(thread, answer.messages)
  const { agent, status } = answer
  const headSeq = Math.max(placed.headSeq, answer.headSeq)
  const read = { customer: answer.customerReadSeq, agent: answer.agentReadSeq }
  return readUpTo({ ...placed, headSeq, agent, status }, read)
}

function acknowledged(thread: Thread, fact: Extract<Fact, { kind: 'acknowledged' }>): Thread {
  const { clientMessageId, sessionId, answer } = fact
  const outgoing = thread.outbox.find((each) => each.clientMessageId === clientMessageId)
  if (!outgoing) return thread
  const { seq, sentAt, messageId: id } = answer
  const sender = { senderType: 'customer', senderId: null, senderName: '' } as const
  const { content } = outgoing
  const message = { id, sessionId, seq, ...sender, content, sentAt, clientMessageId }
  // Until the messages before it are here, it stays where it stood, as sent.
  const marked = change(thread, clientMessageId, () => ({
    clientMessageId,
    content,
    at: outgoing.at,
    state: 'sent',
  }))
  return place(marked, [message])
}

/** Adds messages to the list where they follow on, keeps the rest until they do, and empties the outbox of what is listed. */
function place(thread: Thread, incoming: readonly ChatMessage[]): Thread {
  let last = lastSeq(thread)
  const bySeq = new Map(thread.ahead.map((message) => [message.seq, message]))
  for (const message of incoming) if (message.seq > last) bySeq.set(message.seq, message)
  if (bySeq.size === 0) return thread
  const following: ChatMessage[] = []
  for (let next = bySeq.get(last + 1); next; next = bySeq.get(last + 1)) {
    following.push(next)
    bySeq.delete(next.seq)
    last = next.seq
  }
  const ahead = [...bySeq.values()].toSorted((a, b) => a.seq - b.seq)
  const headSeq = Math.max(thread.headSeq, last, ahead.at(-1)?.seq ?? 0)
  const listed = new Set(following.map(({ clientMessageId }) => clientMessageId))
  const outbox = thread.outbox.filter(({ clientMessageId }) => !listed.has(clientMessageId))
  const messages = following.length > 0 ? [...thread.messages, ...following] : thread.messages
  // Whoever answers has read what was there to answer.
  const answered = following.findLast(({ senderType }) => senderType === 'agent')?.seq ?? 0
  return readUpTo({ ...thread, messages, ahead, headSeq, outbox }, { agent: answered })
}

function readUpTo(thread: Thread, { customer = 0, agent = 0 }): Thread {
  const customerReadSeq = Math.max(thread.customerReadSeq, customer)
  const agentReadSeq = Math.max(thread.agentReadSeq, agent)
  if (customerReadSeq === thread.customerReadSeq && agentReadSeq === thread.agentReadSeq)
    return thread
  return { ...thread, customerReadSeq, agentReadSeq }
}

function joined(thread: Thread, { agentId, name }: { agentId: string; name: string }): Thread {
  if (thread.joined.some((each) => each.agentId === agentId)) return thread
  const agent = thread.agent ?? { id: agentId, name }
  const joinedNow = [...thread.joined, { agentId, name, afterSeq: thread.headSeq }]
  return { ...thread, agent, joined: joinedNow }
}

function isKnown({ outbox, messages }: Thread, id: string): boolean {
  const hasId = ({ clientMessageId }: { clientMessageId?: string | undefined }) =>
    clientMessageId === id
  return outbox.some(hasId) || messages.some(hasId)
}

function change(thread: Thread, id: string, to: (outgoing: Outgoing) => Outgoing): Thread {
  const outbox = thread.outbox.map((each) => (each.clientMessageId === id ? to(each) : each))
  return { ...thread, outbox: inOrder(outbox) }
}

const inOrder = (outbox: Outgoing[]) => outbox.toSorted((a, b) => a.at - b.at)
