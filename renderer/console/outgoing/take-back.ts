import type { ScheduledMessage } from '../../../server/contract/scheduled.ts'
import { uploadsOf } from '../files/uploads.ts'
import { draftWith, showDraft } from '../inbox/drafts.ts'
import { cancelScheduled } from '../sync/scheduled.ts'

/** Puts a reply that will not be sent into the composer, with its files. */
export function intoComposer({ author, conversationId, content, attachments }: ScheduledMessage) {
  showDraft(conversationId, draftWith(conversationId, content, 'reply'))
  uploadsOf(author.id, conversationId, 'reply').restore(attachments ?? [])
}

/** Cancels a reply, back into the composer. */
export async function takeBack(reply: ScheduledMessage) {
  await cancelScheduled(reply)
  intoComposer(reply)
}
