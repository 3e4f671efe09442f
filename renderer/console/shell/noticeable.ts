import type { StreamEvent } from '../../../server/contract/events.ts'
import { isGift } from '../inbox/given.ts'

// After a long absence one notification for each of the last few is enough.
const MOST = 5

/** The events that somebody must hear of, at most one for each conversation, the newest. */
export function noticeable(events: readonly StreamEvent[], agentId: string) {
  const newest = new Map<string, StreamEvent>()
  for (const event of events) {
    const id = event.refs.conversationId
    if (!id || event.refs.channel === 'ticket') continue
    const isNew = event.kind === 'conversation.started'
    const isSaid = event.kind === 'message.added' && event.body.message.author.type === 'customer'
    if (!isNew && !isSaid && !isGift(event, agentId)) continue
    newest.delete(id)
    newest.set(id, event)
  }
  return [...newest.values()].slice(-MOST)
}
