import { useState } from 'react'
import type { Hold } from '../../../server/contract/scheduled.ts'
import type { Uploads } from '../../files/uploads.ts'
import { uploadsOf, withFiles } from '../files/uploads.ts'
import { attempt } from '../shell/attempt.ts'
import { useMe } from '../shell/account.ts'
import { undoHold } from '../outgoing/undo-delay.ts'
import type { Mode } from '../sync/outgoing.ts'
import { type Letter, send } from '../sync/sending.ts'
import { type Crossing, crossingOf } from './crossing.ts'
import { draftOf, hand, setDraft, useDraft } from './drafts.ts'
import { headOf } from './head.ts'

/** Sends what is written in a conversation, and first asks when it would cross a colleague's reply. */
export function useReply(id: string) {
  const me = useMe()
  const uploads = uploadsOf(me.id, id, useDraft(id).mode)
  const [crossing, setCrossing] = useState<Crossing | null>(null)
  /** How what is asked about was to be sent. */
  const [asked, setAsked] = useState<Hold>()

  function queue(content: string, mode: Mode, hold: Hold | undefined) {
    const addressed =
      mode === 'note'
        ? { visibility: 'internal' as const }
        : { visibility: 'public' as const, seenSeq: headOf(id), ...(hold && { hold }) }
    attempt(() => hand(id, () => sendWith(uploads, { conversationId: id, content, ...addressed })))
  }

  /** True when it went out at once. */
  function submit(content: string, mode: Mode, hold = undoHold()) {
    const { sinceSeq } = draftOf(id)
    const found = mode === 'reply' ? crossingOf(id, me.id, sinceSeq ?? headOf(id)) : null
    setAsked(hold)
    if (found) setCrossing(found)
    else queue(content, mode, hold)
    return found === null
  }

  function sendAnyway() {
    setCrossing(null)
    const { text, mode } = draftOf(id)
    queue(text, mode, asked)
  }

  /** What was asked about is now known: only what comes later is asked about again. */
  function keepWriting() {
    setCrossing(null)
    setDraft(id, { sinceSeq: headOf(id) })
  }
  return { uploads, crossing, submit, sendAnyway, keepWriting }
}

const sendWith = (uploads: Uploads, letter: Letter) =>
  withFiles(uploads, (attachments) =>
    send({ ...letter, ...(attachments.length > 0 && { attachments }) }),
  )
