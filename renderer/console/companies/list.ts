import { useEffect } from 'react'
import { create } from 'zustand'
import type { CompanyListItem } from '../../../server/contract/companies.ts'
import { askPage, withQuery } from '../sync/api.ts'
import { learnCompanies } from '../sync/learn.ts'
import { change, onEvents, useStanding, world } from '../sync/store.ts'

/** The companies a search found, in the server's order; what they are called is in the world. */
interface Found {
  /** What was searched; null before the first answer. */
  readonly query: string | null
  readonly ids: readonly string[]
  readonly next: string | null
  /** How many people each has. */
  readonly people: Readonly<Record<string, number>>
}

const NOTHING: Found = { query: null, ids: [], next: null, people: {} }

export const useFoundCompanies = create<Found>()(() => NOTHING)

const PAGE = '50'
const CALM_MS = 2_000

async function fetchPage(query: string, cursor?: string) {
  const askedAt = world().seq
  const { emptied } = useStanding.getState()
  const q = query || undefined
  const page = await askPage<CompanyListItem>(
    withQuery('/api/companies', { q, cursor, limit: PAGE }),
  )
  if (emptied !== useStanding.getState().emptied) return null
  change((now) => learnCompanies(now, page.data, askedAt))
  const people = Object.fromEntries(page.data.map((one) => [one.id, one.people]))
  return { ids: page.data.map(({ id }) => id), next: page.next, people }
}

let newest = 0

/** Searches; an answer that a later search has overtaken is dropped. */
export async function searchCompanies(query: string) {
  const turn = ++newest
  const page = await fetchPage(query)
  if (page && turn === newest) useFoundCompanies.setState({ query, ...page })
}

let isMore = false

/** Loads what follows, when the list nears its end. */
export async function moreCompanies() {
  const { query, next } = useFoundCompanies.getState()
  if (next === null || query === null || isMore) return
  isMore = true
  const page = await fetchPage(query, next).catch(() => null)
  isMore = false
  const now = useFoundCompanies.getState()
  if (!page || now.query !== query) return
  const ids = [...new Set([...now.ids, ...page.ids])]
  useFoundCompanies.setState({ ids, next: page.next, people: { ...now.people, ...page.people } })
}

// The first page anew: companies that are new stand at its top. What was loaded below it stays.
async function refresh() {
  const { query } = useFoundCompanies.getState()
  if (query === null) return
  const turn = newest
  const page = await fetchPage(query)
  if (!page || turn !== newest) return
  const now = useFoundCompanies.getState()
  const ids = [...new Set([...page.ids, ...now.ids])]
  useFoundCompanies.setState({ ids, people: { ...now.people, ...page.people } })
}

const MOVES = /^(customer|company)\./

/** Counts the people anew a little after somebody came or went. */
export function useFreshCompanies() {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = onEvents((events) => {
      if (timer || !events.some(({ kind }) => MOVES.test(kind))) return
      timer = setTimeout(() => {
        timer = undefined
        void refresh().catch(() => undefined)
      }, CALM_MS)
    })
    return () => {
      clearTimeout(timer)
      end()
    }
  }, [])
}

useStanding.subscribe(({ epoch }, before) => {
  if (epoch !== before.epoch) useFoundCompanies.setState(NOTHING)
})
