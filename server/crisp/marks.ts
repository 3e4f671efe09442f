import { markHeld } from '../conversations/index.ts'
import type { CrispFact } from './facts.ts'
import type { Scene } from './ingest.ts'
import { furthestSeq } from './queries.ts'

/** The other side has messages, or has read them: up to the furthest of them, since marks never go back. */
export async function takeMark(
  { tx, session, conversation, isPast }: Scene,
  { what, of, fingerprints }: Extract<CrispFact, { kind: 'mark' }>,
): Promise<void> {
  if (fingerprints.length === 0) return
  const seq = await furthestSeq(tx, session, fingerprints)
  const by = of === 'operator' ? 'customer' : 'agent'
  await markHeld(tx, conversation, { by, what, seq, isPast })
}
