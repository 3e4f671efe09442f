import { useEffect, useEffectEvent, useState } from 'react'
import { useStanding } from './store.ts'

export interface Load {
  readonly isLoading: boolean
  readonly error: unknown
  readonly retry: () => void
}

interface Done {
  readonly run: string
  readonly error: unknown
  /** How often the world had caught up when the load began. */
  readonly since: number
}

/**
 * Runs `load` when `key` changes or the world began anew, and says how it stands. `key` null loads nothing. Each key
 * must name all that `load` depends on; its signal says that nobody waits for it any more. What failed is loaded again once the connection is back.
 * What comes from elsewhere than the server is loaded without it too.
 */
export function useLoad(
  key: string | null,
  load: (signal: AbortSignal) => Promise<void>,
  { needsServer = true } = {},
): Load {
  const epoch = useStanding((state) => state.epoch)
  const caughtUp = useStanding((state) => state.caughtUp)
  const [attempt, setAttempt] = useState(0)
  const isTime = epoch > 0 || !needsServer
  const run = key === null || !isTime ? null : `${key} ${epoch} ${attempt}`
  const [done, setDone] = useState<Done | null>(null)
  const start = useEffectEvent(load)
  useEffect(() => {
    if (run === null) return
    const end = new AbortController()
    const since = useStanding.getState().caughtUp
    const finish = (error: unknown) => !end.signal.aborted && setDone({ run, error, since })
    start(end.signal).then(
      () => finish(null),
      (error: unknown) => finish(error ?? new Error('failed')),
    )
    return () => end.abort()
  }, [run])
  const isDone = done !== null && done.run === run
  const isWorthAnother = isDone && done.error !== null && done.since < caughtUp
  if (isWorthAnother) setAttempt(attempt + 1)
  return {
    isLoading: key !== null && !isDone,
    error: isDone ? done.error : null,
    retry: () => setAttempt((count) => count + 1),
  }
}
