import { draftOf, putDraft } from '../inbox/drafts.ts'

// Beside the drafts of conversations, whose ids have no space. It has no time of writing, so it stays in this browser.
const idOf = (customerId: string) => `note ${customerId}`

/** The note about a customer that is begun and not added: it is there again after whatever came in between. */
export const noteDraft = (customerId: string) => ({
  read: () => draftOf(idOf(customerId)).text,
  keep: (text: string) => putDraft(idOf(customerId), { text, mode: 'note', sinceSeq: null }),
})
