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
  if (!areAlike(source, target)) throw problem('merge_unproven')
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

// Whoever typed an address that the site has signed for somebody else must not read on in their chat.
const areAlike = (source: ConversationRow, target: ConversationRow): boolean =>
  source.isVerified === target.isVerified ||
  (source.visitorId !== null && source.visitorId === target.visitorId)
