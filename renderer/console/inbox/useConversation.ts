import { useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { fetchConversation } from '../sync/missing.ts'
import { useStanding, useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'

/**
 * A conversation, which is fetched when it is not there. Where the world begins anew it stays as it was until it is
 * known again or the server says otherwise: what somebody is writing in it keeps the caret.
 */
export function useConversation(id: string) {
  const known = useWorld((world) => world.conversations[id]?.value ?? null)
  const epoch = useStanding((state) => state.epoch)
  const [last, setLast] = useState<{ known: Conversation | null; epoch: number }>({ known, epoch })
  if (known && (known !== last.known || epoch !== last.epoch)) setLast({ known, epoch })
  const load = useLoad(known ? null : id, () => fetchConversation(id))
  const isHeld = load.error === null && last.known?.id === id && last.epoch !== epoch
  return { conversation: known ?? (isHeld ? last.known : null), load }
}
