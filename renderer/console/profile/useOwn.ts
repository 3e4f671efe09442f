import { useEffect, useEffectEvent, useState } from 'react'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { ask } from '../sync/api.ts'
import { onEvents } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'

const CALM_MS = 300

/**
 * What the server answers at an address: asked for by itself, so that nothing else waits for it, and again shortly after
 * something happened that it depends on.
 */
export function useAnswer<T>(
  path: string,
  concerns: (event: StreamEvent) => boolean,
  calmMs = CALM_MS,
) {
  const [answer, setAnswer] = useState<{ path: string; value: T } | null>(null)
  const turn = useTurn(concerns, calmMs)
  const load = useLoad(`${path} ${turn}`, async () => {
    setAnswer({ path, value: await ask<T>({ path }) })
  })
  return {
    value: answer?.path === path ? answer.value : null,
    load,
    take: (value: T) => setAnswer({ path, value }),
  }
}

/** What the server answers about a customer, and again after something happened with them. */
export const useOwn = <T>(
  customerId: string,
  path: string,
  concerns: (event: StreamEvent) => boolean,
) => useAnswer<T>(path, (event) => event.refs.customerId === customerId && concerns(event))

/** A number that goes up some time after something happened that matters. */
function useTurn(concerns: (event: StreamEvent) => boolean, calmMs: number) {
  const [turn, setTurn] = useState(0)
  const matters = useEffectEvent(concerns)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = onEvents((events) => {
      if (timer || !events.some((event) => matters(event))) return
      timer = setTimeout(() => {
        timer = undefined
        setTurn((count) => count + 1)
      }, calmMs)
    })
    return () => {
      clearTimeout(timer)
      end()
    }
  }, [calmMs])
  return turn
}
