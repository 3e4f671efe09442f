import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { Customer } from '../../../server/contract/customers.ts'
import { askPage, withQuery } from '../sync/api.ts'
import { learnCustomers } from '../sync/learn.ts'
import { learnAnswer, onEvents, useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'

interface People {
  readonly ids: readonly string[]
  readonly next: string | null
}

const ENTRIES = '30'

async function fetchPage(companyId: string, cursor: string): Promise<People> {
  const query = { companyId, cursor, limit: ENTRIES }
  const page = await learnAnswer(
    () => askPage<Customer>(withQuery('/api/customers', query)),
    (now, { data }, askedAt) => learnCustomers(now, data, askedAt),
  )
  return { ids: page.data.map(({ id }) => id), next: page.next }
}

/** The people of a company, newest first, page by page; who comes and goes meanwhile does so here, too. */
export function usePeople(companyId: string) {
  const [people, setPeople] = useState<People | null>(null)
  const load = useLoad(`people of ${companyId}`, async () =>
    setPeople(await fetchPage(companyId, '')),
  )
  async function more(cursor: string) {
    const page = await fetchPage(companyId, cursor)
    setPeople((now) => now && { ids: [...new Set([...now.ids, ...page.ids])], next: page.next })
  }
  useArrivals(companyId, (ids) =>
    setPeople((now) => now && { ...now, ids: [...new Set([...ids, ...now.ids])] }),
  )
  const shelf = useWorld((now) => now.customers)
  const shown = useMemo(
    () =>
      people?.ids.flatMap((id): Customer[] => {
        const customer = shelf[id]?.value
        return customer?.companyId === companyId ? [customer] : []
      }) ?? null,
    [people, shelf, companyId],
  )
  return { people: shown, next: people?.next ?? null, more, load }
}

function useArrivals(companyId: string, add: (ids: readonly string[]) => void) {
  const arrived = useEffectEvent(add)
  useEffect(
    () =>
      onEvents((events) => {
        const ids = events.flatMap((event) => {
          if (event.kind !== 'customer.created' && event.kind !== 'customer.updated') return []
          const { customer } = event.body
          return customer.companyId === companyId ? [customer.id] : []
        })
        if (ids.length > 0) arrived(ids)
      }),
    [companyId],
  )
}
