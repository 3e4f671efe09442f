import type { CompanyDetail } from '../../../server/contract/companies.ts'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { useAnswer } from '../profile/useOwn.ts'
import { useWorld, world } from '../sync/store.ts'
import { companyPath } from './load.ts'

// A company may have very many people, and what becomes of each is counted.
const CALM_MS = 2_000

// Somebody may have come or gone.
const MOVES = /^customer\./
const COUNTED = /^(conversation\.(started|changed)|deal\.|ticket\.)/

/** Whether an event may change what a company adds up to. */
function concerns(companyId: string, { kind, refs, body }: StreamEvent): boolean {
  if (kind === 'company.changed') return body.company.id === companyId
  if (kind === 'company.deleted') return body.id === companyId
  if (MOVES.test(kind)) return true
  if (!COUNTED.test(kind) || refs.customerId === undefined) return false
  const known = world().customers[refs.customerId]?.value
  return !known || known.companyId === companyId
}

/** A company and what there is of its people; counted anew shortly after something happened with one of them. */
export function useCompany(id: string) {
  const matters = (event: StreamEvent) => concerns(id, event)
  const { value, load } = useAnswer<CompanyDetail>(companyPath(id), matters, CALM_MS)
  const known = useWorld((now) => now.companies[id]?.value)
  const isNewer = known && value && known.version > value.version
  return {
    // What the stream told since is newer than the answer.
    company: isNewer ? { ...value, ...known } : value,
    isGone: known === null,
    load,
  }
}
