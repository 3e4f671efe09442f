import { draftOf, putDraft } from '../inbox/drafts.ts'

// Beside the drafts of conversations, whose ids have no space. It has no time of writing, so it stays in this browser.
const idOf = (about: string) => `note ${about}`

/**
 * What is begun and not saved of a new note about a customer, or of a note that is edited, by its id: it is there again
 * after whatever came in between.
 */
export const noteDraft = (about: string) => ({
  read: () => draftOf(idOf(about)).text,
  keep: (text: string) => putDraft(idOf(about), { text, mode: 'note', sinceSeq: null }),
})
