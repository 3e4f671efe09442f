import type { Attachment } from '../../../server/contract/files.ts'
import type { ChatMessage, ResumedChat } from '../../../server/contract/webchat.ts'
import type { WaitingFile } from '../../files/waiting.ts'
import {
  type Announced,
  bringsFiles,
  type Fact,
  lastSeq,
  type Outgoing,
  type Thread,
} from './thread.ts'

/** What a fact makes of a thread. Facts may come in any order and more than once. */
export function apply(thread: Thread, fact: Fact): Thread {
  switch (fact.kind) {
    case 'resumed':
      return resumed(thread, fact.answer)
    case 'announced':
      return readUpTo(place(thread, [fact.message]), { agent: readBy(fact.message) })
    case 'written':
      return written(thread, fact.outgoing)
    case 'acknowledged':
      return acknowledged(thread, fact)
    case 'refused':
      return change(thread, fact.clientMessageId, (outgoing) =>
        outgoing.state === 'sent'
          ? outgoing
          : { ...outgoing, state: 'failed', reason: fact.reason },
      )
    case 'retried':
      return change(thread, fact.clientMessageId, (outgoing) => retried(outgoing, fact.at))
    case 'uploaded':
      return uploaded(thread, fact)
    case 'removed':
      return removed(thread, fact.clientMessageId)
    case 'kept':
      return kept(thread, fact.outbox)
    case 'read':
      return readUpTo(thread, { [fact.by]: fact.seq })
    case 'delivered':
      return fact.by === 'agent' ? readUpTo(thread, { got: fact.seq }) : thread
    case 'joined':
      return joined(thread, fact)
    case 'closed':
      return thread.status === 'closed' ? thread : { ...thread, status: 'closed' }
    case 'reopened':
      return thread.status === 'active' ? thread : { ...thread, status: 'active' }
    case 'rated':
      return { ...thread, rating: fact.rating, asksRating: false }
  }
}

function resumed(thread: Thread, answer: ResumedChat): Thread {
  const placed = place(thread, answer.messages)
  const { agent, status, customer, rating, asksRating } = answer
  const headSeq = Math.max(placed.headSeq, answer.headSeq)
  const read = {
    customer: answer.customerReadSeq,
    agent: answer.agentReadSeq,
    got: answer.agentGotSeq,
  }
  return readUpTo({ ...placed, headSeq, agent, status, customer, rating, asksRating }, read)
}

function acknowledged(thread: Thread, fact: Extract<Fact, { kind: 'acknowledged' }>): Thread {
  const { clientMessageId, sessionId, answer } = fact
  const outgoing = thread.outbox.find((each) => each.clientMessageId === clientMessageId)
  if (!outgoing) return thread
  const { seq, sentAt, messageId: id } = answer
  const sender = { senderType: 'customer', senderId: null, senderName: '' } as const
  const { content, attachments } = outgoing
  const files = attachments && { attachments: stored(attachments) }
  const message = { id, sessionId, seq, ...sender, content, ...files, sentAt, clientMessageId }
  // Until the messages before it are here, it stays where it stood, as sent.
  const marked = change(thread, clientMessageId, ({ reason: _, ...rest }) => ({
    ...rest,
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
  return { ...thread, messages, ahead, headSeq, outbox }
}

// Whoever answers has read what was there to answer, unless the server says how far.
const readBy = ({ senderType, seq, agentReadSeq = seq }: Announced) =>
  senderType === 'agent' ? agentReadSeq : 0

function readUpTo(thread: Thread, { customer = 0, agent = 0, got = 0 }): Thread {
  const customerReadSeq = Math.max(thread.customerReadSeq, customer)
  const agentReadSeq = Math.max(thread.agentReadSeq, agent)
  // Nobody reads what they have not got.
  const agentGotSeq = Math.max(thread.agentGotSeq, got, agentReadSeq)
  const isSame =
    customerReadSeq === thread.customerReadSeq &&
    agentReadSeq === thread.agentReadSeq &&
    agentGotSeq === thread.agentGotSeq
  return isSame ? thread : { ...thread, customerReadSeq, agentReadSeq, agentGotSeq }
}

function joined(thread: Thread, { agentId, name }: { agentId: string; name: string }): Thread {
  if (thread.joined.some((each) => each.agentId === agentId)) return thread
  const agent = thread.agent ?? { id: agentId, name }
  const joinedNow = [...thread.joined, { agentId, name, afterSeq: thread.headSeq }]
  return { ...thread, agent, joined: joinedNow }
}

const retried = ({ reason, ...outgoing }: Outgoing, at: number): Outgoing =>
  outgoing.state === 'failed'
    ? { ...outgoing, at, state: 'sending' }
    : { ...outgoing, ...(reason && { reason }) }

// What another tab wrote, was told of a message or took out; what is known to be with the server stays so, and what may be.
function kept(thread: Thread, outbox: readonly Outgoing[]): Thread {
  const listed = new Set(thread.messages.map(({ clientMessageId }) => clientMessageId))
  const byId = new Map(thread.outbox.map((each) => [each.clientMessageId, each]))
  let isNews = false
  const taken = new Set(outbox.map(({ clientMessageId }) => clientMessageId))
  for (const each of thread.outbox) {
    if (taken.has(each.clientMessageId) || !bringsFiles(each)) continue
    byId.delete(each.clientMessageId)
    isNews = true
  }
  for (const each of outbox) {
    const here = byId.get(each.clientMessageId)
    if (listed.has(each.clientMessageId) || here === each || here?.state === 'sent') continue
    byId.set(each.clientMessageId, each)
    isNews = true
  }
  return isNews ? { ...thread, outbox: inOrder([...byId.values()]) } : thread
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

const written = (thread: Thread, outgoing: Outgoing): Thread =>
  isKnown(thread, outgoing.clientMessageId)
    ? thread
    : { ...thread, outbox: inOrder([...thread.outbox, outgoing]) }

const uploaded = (
  thread: Thread,
  { clientMessageId, attachments }: Extract<Fact, { kind: 'uploaded' }>,
): Thread => change(thread, clientMessageId, (outgoing) => ({ ...outgoing, attachments }))

const removed = (thread: Thread, id: string): Thread => ({
  ...thread,
  outbox: thread.outbox.filter(({ clientMessageId }) => clientMessageId !== id),
})

const stored = (files: readonly WaitingFile[]): Attachment[] =>
  files.flatMap(({ id, name, type, size, width, height }) =>
    id === null ? [] : { id, name, type, size, width, height },
  )

const inOrder = (outbox: Outgoing[]) => outbox.toSorted((a, b) => a.at - b.at)
