import { useEffect, useState } from 'react'
import type { CustomerStats } from '../../../server/contract/timeline.ts'
import { ask } from '../sync/api.ts'
import { onEvents } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'

const CALM_MS = 800

/** Counts over everything a customer has; counted anew shortly after something happened. */
export function useStats(customerId: string) {
  const [stats, setStats] = useState<{ of: string; stats: CustomerStats } | null>(null)
  const turn = useActivity(customerId)
  useLoad(`${customerId} ${turn}`, async () => {
    const path = `/api/timeline/customer/${encodeURIComponent(customerId)}/stats`
    setStats({ of: customerId, stats: await ask<CustomerStats>({ path }) })
  })
  return stats?.of === customerId ? stats.stats : null
}

/** A number that goes up some time after the customer did something. */
function useActivity(customerId: string) {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = onEvents((events) => {
      const isTheirs = events.some(
        ({ kind, refs }) =>
          refs.customerId === customerId && (kind === 'activity.added' || kind === 'message.added'),
      )
      if (!isTheirs || timer) return
      timer = setTimeout(() => {
        timer = undefined
        setTurn((count) => count + 1)
      }, CALM_MS)
    })
    return () => {
      clearTimeout(timer)
      end()
    }
  }, [customerId])
  return turn
}
