import { useState } from 'react'
import type { Difference } from '../../../../server/contract/crisp-reconciliation.ts'
import { Button } from '../../../ui/Button.tsx'
import { useWords } from '../../../words/useWords.ts'
import { attempt } from '../../shell/attempt.ts'
import { RouteLink } from '../../shell/RouteLink.tsx'
import { toConversation } from '../../shell/route.ts'
import { useLoad } from '../../sync/useLoad.ts'
import { differencesOf } from './comparison.ts'

interface Found {
  list: readonly Difference[]
  next: string | null
}

/** What a comparison found, a piece at a time; each leads to its conversation, where there is one here. */
export function Differences({ id }: { id: string }) {
  const { app } = useWords()
  const [{ list, next }, setFound] = useState<Found>({ list: [], next: null })
  const more = async (cursor: string | undefined) => {
    const page = await differencesOf(id, cursor)
    setFound((before) => ({
      list: cursor === undefined ? page.data : [...before.list, ...page.data],
      next: page.next,
    }))
  }
  useLoad(`differences ${id}`, () => more(undefined))
  return (
    <div>
      <ul className="max-h-72 overflow-y-auto">
        {list.map((difference) => (
          <Row
            key={`${difference.kind} ${difference.sessionId} ${difference.fingerprint}`}
            difference={difference}
          />
        ))}
      </ul>
      {next !== null && <Button onClick={() => attempt(() => more(next))}>{app.more}</Button>}
    </div>
  )
}

function Row({ difference }: { difference: Difference }) {
  const { crisp: words } = useWords()
  const { kind, sessionId, fingerprint, conversationId, repairedAt } = difference
  return (
    <li className="flex flex-wrap items-baseline gap-x-2 border-t border-line py-1">
      <span>{words.kinds[kind]}</span>
      <code className="text-xs break-all text-faint">{fingerprint ?? sessionId}</code>
      {repairedAt !== null && <span className="text-xs text-good">{words.repaired}</span>}
      {conversationId !== null && (
        <RouteLink
          to={toConversation(conversationId)}
          className="text-accent-text underline underline-offset-2"
        >
          {words.openHere}
        </RouteLink>
      )}
    </li>
  )
}
