import type { Message } from '../../../server/contract/conversations.ts'
import { useTyping } from '../sync/typing.ts'
import { world } from '../sync/store.ts'

/** What of a colleague's a reply would cross: one they have sent, or one they are typing. */
export interface Crossing {
  readonly name: string
  readonly reply: Message | null
}

const isReplyOfAnother = ({ visibility, author }: Message, agentId: string) =>
  visibility === 'public' && author.type === 'agent' && author.id !== agentId

/** The newest of `messages` after `seq` that another agent sent to the customer. */
export const replyAfter = (messages: readonly Message[], seq: number, agentId: string) =>
  messages.findLast((message) => (message.seq ?? 0) > seq && isReplyOfAnother(message, agentId)) ??
  null

/** What a reply that was begun after message `sinceSeq` would cross; null when nothing. */
export function crossingOf(id: string, agentId: string, sinceSeq: number): Crossing | null {
  const { threads, conversations } = world()
  const last = conversations[id]?.value?.lastMessage
  const known = threads[id]?.messages ?? (last ? [last] : [])
  const reply = replyAfter(known, sinceSeq, agentId)
  if (reply) return { name: reply.author.name, reply }
  const typing = useTyping.getState()[id]?.find((one) => one.who === 'agent' && one.id !== agentId)
  return typing ? { name: typing.name, reply: null } : null
}
