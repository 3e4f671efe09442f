import type { Tx } from '../db/transaction.ts'
import { erasedAt, layTombstones, sessionTrace, type Trace } from '../privacy/index.ts'
import { emailOf } from './contact.ts'
import type { Telling } from './facts.ts'

/**
 * What Crisp tells without what is older than the erasure of whom it tells of, so that no replay brings them back;
 * undefined when nothing is left. Who writes again after it begins anew.
 */
export async function withoutErased(
  tx: Tx,
  telling: Telling,
  isKnown: boolean,
): Promise<Telling | undefined> {
  const session = sessionTrace(telling)
  const at = await erasedAt(tx.sql, isKnown ? [session] : [session, ...whoIn(telling)])
  if (at === undefined) return telling
  const since = Date.parse(at)
  const facts = telling.facts.filter(
    (fact) => fact.kind !== 'message' || fact.message.timestamp > since,
  )
  if (!isKnown && !facts.some((fact) => fact.kind === 'message')) return undefined
  // What else is brought of this conversation tells no more than that it is the same.
  if (!isKnown) await layTombstones(tx, [session], at)
  return { ...telling, facts }
}

/** By what the person a telling is about is known. */
function whoIn({ facts }: Telling): Trace[] {
  return facts.flatMap((fact) => {
    if (fact.kind === 'session') return traces(fact.session)
    if (fact.kind === 'meta') return traces({ email: fact.email ?? null, peopleId: null })
    return fact.kind === 'person' ? traces({ email: null, peopleId: fact.peopleId }) : []
  })
}

function traces(who: { email: string | null; peopleId: string | null }): Trace[] {
  const email = emailOf(who.email)
  return [
    ...(email === null ? [] : [{ kind: 'email', value: email }]),
    ...(who.peopleId === null ? [] : [{ kind: 'crisp', value: who.peopleId }]),
  ]
}
