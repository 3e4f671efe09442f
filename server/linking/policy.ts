import type { ConversationRow } from '../conversations/index.ts'
import { problem } from '../problems.ts'

/**
 * Throws unless one conversation may be merged into another: `merge_itself`, `conversation_continued`,
 * `link_channel`, `merge_customers`, `merge_unproven` or `conversation_closed`.
 */
export function refuseMerge(source: ConversationRow, target: ConversationRow): void {
  if (source.id === target.id) throw problem('merge_itself')
  refuseContinued(source)
  refuseContinued(target)
  if (source.channel !== 'webchat' || target.channel !== 'webchat') throw problem('link_channel')
  if (source.customerId !== target.customerId) throw problem('merge_customers')
  if (!areOfOnePerson(source, target)) throw problem('merge_unproven')
  if (target.status === 'closed') throw problem('conversation_closed')
}

/** Throws unless a conversation may be split before a message: `conversation_continued`, `link_channel`, `split_nothing` … */
export function refuseSplit(source: ConversationRow, fromSeq: number): void {
  refuseContinued(source)
  if (source.channel !== 'webchat') throw problem('link_channel')
  if (source.status === 'closed') throw problem('conversation_closed')
  // Its first message begins it already.
  if (fromSeq < 2 || fromSeq > source.headSeq) throw problem('split_nothing')
}

function refuseContinued({ continuesIn }: ConversationRow): void {
  if (continuesIn !== null) throw problem('conversation_continued')
}

// Anybody can type anybody's address: only the same browser, or the site's word for both, tells that it is one person.
// Customers whom an agent merged are still two to the site.
const areOfOnePerson = (source: ConversationRow, target: ConversationRow): boolean =>
  (source.isVerified === 1 && target.isVerified === 1 && source.verifiedAs === target.verifiedAs) ||
  (source.visitorId !== null && source.visitorId === target.visitorId)
