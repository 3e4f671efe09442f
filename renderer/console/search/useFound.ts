import { useEffect, useState } from 'react'
import type { Found } from '../../../server/contract/search.ts'
import { useLoad } from '../sync/useLoad.ts'
import { askFound, askMore } from './search.ts'

const CALM_MS = 140
const LEAST = 2

interface Answer {
  readonly query: string
  readonly found: Found
}

/** What the server found of what is typed; while it looks, what it found before stays. */
export function useFound(text: string) {
  const query = text.trim().length >= LEAST ? text.trim() : ''
  const [calm, setCalm] = useState(query)
  const [answer, setAnswer] = useState<Answer | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setCalm(query), CALM_MS)
    return () => clearTimeout(timer)
  }, [query])
  const load = useLoad(calm === '' ? null : `search ${calm}`, async (signal) => {
    const found = await askFound(calm, signal)
    setAnswer({ query: calm, found })
  })
  const next = answer?.found.messages.next ?? null
  const [isMore, setMore] = useState(false)
  async function more() {
    if (answer === null || next === null || isMore) return
    setMore(true)
    const { messages } = await askMore(answer.query, next).finally(() => setMore(false))
    setAnswer((now) => (now === answer ? withMore(now, messages) : now))
  }
  return {
    found: query === '' ? null : (answer?.found ?? null),
    isStale: query !== '' && answer?.query !== query,
    error: load.error,
    more: next === null ? null : more,
  }
}

const withMore = ({ query, found }: Answer, { hits, next }: Found['messages']): Answer => ({
  query,
  found: { ...found, messages: { hits: [...found.messages.hits, ...hits], next } },
})
