import { useEffect, useState } from 'react'
import type { StreamEvent } from '../../../server/contract/events.ts'
import { ask } from '../sync/api.ts'
import { onEvents } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'

const CALM_MS = 300

/**
 * What the server answers about a customer at an address: asked for by itself, so that nothing else waits for it, and
 * again shortly after something happened that it depends on.
 */
export function useOwn<T>(
  customerId: string,
  path: string,
  concerns: (event: StreamEvent) => boolean,
) {
  const [answer, setAnswer] = useState<{ path: string; value: T } | null>(null)
  const turn = useTurn(customerId, concerns)
  const load = useLoad(`${path} ${turn}`, async () => {
    setAnswer({ path, value: await ask<T>({ path }) })
  })
  return {
    value: answer?.path === path ? answer.value : null,
    load,
    /** Asks again at once. */
    reload: load.retry,
    take: (value: T) => setAnswer({ path, value }),
  }
}

function useTurn(customerId: string, concerns: (event: StreamEvent) => boolean) {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = onEvents((events) => {
      const isTheirs = events.some((one) => one.refs.customerId === customerId && concerns(one))
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
  }, [customerId, concerns])
  return turn
}
