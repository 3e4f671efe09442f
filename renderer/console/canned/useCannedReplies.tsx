import { useMemo } from 'react'
import type { CannedReply } from '../../../server/contract/canned-replies.ts'
import { filled, unfilledIn, type Values } from '../../text/placeholders.ts'
import type { Suggestion } from '../composing/useTypeAhead.ts'
import { useLoad } from '../sync/useLoad.ts'
import { countUse, findReplies, loadReplies, useReplies } from './replies.ts'

const MOST = 20

/** Finds canned replies, and fills in what is known of whom one writes to. */
export function useCannedReplies(values: Values, language: string | null) {
  const replies = useReplies((state) => state.replies)
  useLoad(replies === null ? 'canned replies' : null, loadReplies)
  return useMemo(
    () => (query: string) =>
      findReplies(replies ?? [], query, language)
        .slice(0, MOST)
        .map((reply) => suggestion(reply, values)),
    [replies, values, language],
  )
}

const suggestion = (reply: CannedReply, values: Values): Suggestion => ({
  key: reply.id,
  label: reply.title,
  note: filled(reply.text, values).replaceAll(/\s+/g, ' '),
  mark: (
    <code className="max-w-32 shrink-0 truncate rounded-sm bg-code px-1 font-mono text-xs">
      /{reply.shortcut}
    </code>
  ),
  choose: () => {
    countUse(reply.id)
    const text = filled(reply.text, values)
    const [first] = unfilledIn(text)
    // What is still to be said is selected: the next key replaces it.
    return first ? { text, marked: first.at } : { text }
  },
})
