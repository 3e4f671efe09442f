import type { Draft } from '../../../server/contract/drafts.ts'

type Listener = (draft: Draft) => void

const listeners = new Set<Listener>()

/** Calls with what another window of this agent keeps of a draft. */
export const onDraftTold = (listener: Listener) => void listeners.add(listener)

/** The server told of a draft. */
export function draftTold(draft: Draft) {
  for (const listener of listeners) listener(draft)
}
