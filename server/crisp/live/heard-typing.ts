import { z } from 'zod'
import type { Database } from '../../db/transaction.ts'
import { agentOfOperator, type SessionKey } from '../queries.ts'
import { storable } from '../texts.ts'

/** Somebody types at Crisp, or no longer does. `id` is that of the agent of ours whom an operator is. */
export interface HeardTyping {
  conversationId: string
  who: 'customer' | 'agent'
  id: string | null
  name: string
  isTyping: boolean
}

const text = z.string().nullish().catch(null)
const Typing = z.looseObject({
  type: z.string(),
  user: z.looseObject({ user_id: text, nickname: text }).nullish().catch(null),
})

const WHO = { 'message:compose:send': 'customer', 'message:compose:receive': 'agent' } as const
type TypingEvent = keyof typeof WHO

/** Whether an event says that somebody types. */
export const isTypingEvent = (name: string): name is TypingEvent => Object.hasOwn(WHO, name)

/** Who types in which conversation of ours; undefined where that is not known. */
export async function heardTyping(
  { sql }: Database,
  { websiteId, sessionId }: SessionKey,
  { name: event, data }: { name: TypingEvent; data: unknown },
): Promise<HeardTyping | undefined> {
  const read = Typing.safeParse(data)
  const conversation = await sql
    .selectFrom('conversations')
    .select(['id', 'visitorName'])
    .where('externalSource', '=', websiteId)
    .where('externalId', '=', sessionId)
    .executeTakeFirst()
  if (!read.success || !conversation) return undefined
  const { type, user } = read.data
  const about = { conversationId: conversation.id, isTyping: type === 'start' }
  if (WHO[event] === 'customer')
    return { ...about, who: 'customer', id: null, name: conversation.visitorName }
  // What our own agents' typing comes back as names nobody.
  const operatorId = user?.user_id
  if (!operatorId) return undefined
  const agent = await agentOfOperator(sql, websiteId, operatorId)
  const name = agent?.name ?? storable(user?.nickname || 'Crisp')
  return { ...about, who: 'agent', id: agent?.id ?? null, name }
}
