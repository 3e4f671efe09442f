import { z } from 'zod'
import type { CrispVisitor } from '../contract/crisp.ts'
import type { Database } from '../db/transaction.ts'
import { problem } from '../problems.ts'
import { findWebsite, sessionOfConversation } from './queries.ts'

const text = z.string().nullish().catch(null)
const Known = z.looseObject({
  meta: z.looseObject({ subject: text, segments: z.array(z.string()).catch([]) }).catch({
    segments: [],
  }),
  participants: z.array(z.looseObject({ target: text })).catch([]),
})

/** What Crisp knows of who is in a conversation of ours; throws `conversation_not_found` where it is none of Crisp. */
export async function visitorOf({ sql }: Database, conversationId: string): Promise<CrispVisitor> {
  const session = await sessionOfConversation(sql, conversationId)
  if (!session) throw problem('conversation_not_found')
  const website = await findWebsite(sql, session.websiteId)
  const { meta, participants } = Known.parse(JSON.parse(session.raw))
  return {
    website: website?.name ?? '',
    isBlocked: session.isBlocked === 1,
    subject: meta.subject || null,
    segments: meta.segments,
    participants: participants.flatMap(({ target }) => target || []),
  }
}
