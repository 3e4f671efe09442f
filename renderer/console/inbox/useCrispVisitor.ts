import { useEffect, useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { CrispVisitor } from '../../../server/contract/crisp.ts'
import { ask } from '../sync/api.ts'
import { useLoad } from '../sync/useLoad.ts'

// No event tells that it changed: who looks at a conversation sees it a little later.
const LOOK_MS = 15_000

/** What Crisp knows of the visitor of a conversation; null for other channels, and until it is here. */
export function useCrispVisitor({ id, channel, lastActivityAt }: Conversation) {
  const [known, setKnown] = useState<{ of: string; visitor: CrispVisitor } | null>(null)
  const [turn, setTurn] = useState(0)
  const isCrisp = channel === 'crisp'
  useEffect(() => {
    if (!isCrisp) return
    const timer = setInterval(() => setTurn((count) => count + 1), LOOK_MS)
    return () => clearInterval(timer)
  }, [isCrisp])
  useLoad(isCrisp ? `${id} ${lastActivityAt} ${turn}` : null, async () => {
    const path = `/api/crisp/conversations/${id}`
    setKnown({ of: id, visitor: await ask<CrispVisitor>({ path }) })
  })
  return known?.of === id ? known.visitor : null
}
