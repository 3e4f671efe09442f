import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Hold } from '../../../server/contract/scheduled.ts'
import { isBlank, MESSAGE_MAX } from '../../../server/contract/text.ts'
import { type Unfilled, unfilledIn } from '../../text/placeholders.ts'
import { useCannedReplies } from '../canned/useCannedReplies.tsx'
import { suggestEmoji } from '../composing/emoji.tsx'
import { useTeammates } from '../composing/useTeammates.tsx'
import { useTypeAhead } from '../composing/useTypeAhead.ts'
import { useSending } from '../files/useChosen.ts'
import type { Mode } from '../sync/outgoing.ts'
import type { ComposerProps } from './Composer.tsx'
import { saveDraft } from './draft-sync.ts'
import { draftOf, leaveDraft, setDraft, turnDraft, useDraft } from './drafts.ts'
import { useWritingCommands } from './useWritingCommands.ts'

/** The draft of a conversation, and how to switch its kind and send it. */
export function useComposer({ id, values, language, onSend, onTyping, uploads }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const { text, mode } = useDraft(id)
  const unfilled = useUnfilled(id, onSend)
  const message = { hasText: !isBlank(text), isTooLong: text.length > MESSAGE_MAX }
  const sending = useSending(uploads, message, unfilled.send)
  const [teammates, replies] = [useTeammates(), useCannedReplies(values, language)]
  const always = { '/': replies, ':': suggestEmoji }
  const sources = mode === 'note' ? { ...always, '@': teammates } : always
  const typeAhead = useTypeAhead(field, text, sources)
  useLeaving(id)
  function write(next: Mode) {
    // At once: the keys that follow belong to the field, however busy the machine is.
    flushSync(() => turnDraft(id, next))
    field.current?.focus()
  }
  useWritingCommands(write)
  function change(next: string) {
    setDraft(id, { text: next })
    if (mode === 'reply' && next !== '') onTyping?.()
  }
  function submit(hold?: Hold) {
    sending.submit(hold)
    field.current?.focus()
  }
  /** Leads to a placeholder that is to be filled in. */
  function show({ at }: Unfilled) {
    field.current?.focus()
    field.current?.setSelectionRange(...at)
  }
  return { field, text, mode, write, change, submit, show, sending, typeAhead, unfilled }
}

/** Who leaves a conversation leaves its draft behind, saved. */
function useLeaving(id: string) {
  useEffect(
    () => () => {
      void saveDraft(id)
      leaveDraft(id)
    },
    [id],
  )
}

/** Asks before a text goes out in which a placeholder still stands. */
function useUnfilled(id: string, onSend: ComposerProps['onSend']) {
  const { text } = useDraft(id)
  const [asked, setAsked] = useState<{ hold: Hold | undefined } | null>(null)
  const left = unfilledIn(text)
  function sendNow(hold: Hold | undefined) {
    const now = draftOf(id)
    setAsked(null)
    onSend(now.text, now.mode, hold)
  }
  return {
    left,
    isAsking: asked !== null && left.length > 0,
    send: (hold?: Hold) => {
      if (unfilledIn(draftOf(id).text).length > 0) setAsked({ hold })
      else sendNow(hold)
    },
    sendAnyway: () => sendNow(asked?.hold),
    keepWriting: () => setAsked(null),
  }
}
