import { useEffect, useEffectEvent, useState } from 'react'
import { useStanding } from './store.ts'

export interface Load {
  readonly isLoading: boolean
  readonly error: unknown
  readonly retry: () => void
}

/**
 * Runs `load` when `key` changes or the world began anew, and says how it stands. `key` null loads nothing. Each key
 * must name all that `load` depends on.
 */
export function useLoad(key: string | null, load: () => Promise<void>): Load {
  const epoch = useStanding((state) => state.epoch)
  const [attempt, setAttempt] = useState(0)
  const run = key === null || epoch === 0 ? null : `${key} ${epoch} ${attempt}`
  const [done, setDone] = useState<{ run: string; error: unknown } | null>(null)
  const start = useEffectEvent(load)
  useEffect(() => {
    if (run === null) return
    let isCurrent = true
    const finish = (error: unknown) => isCurrent && setDone({ run, error })
    start().then(
      () => finish(null),
      (error: unknown) => finish(error ?? new Error('failed')),
    )
    return () => {
      isCurrent = false
    }
  }, [run])
  const isDone = done !== null && done.run === run
  return {
    isLoading: key !== null && !isDone,
    error: isDone ? done.error : null,
    retry: () => setAttempt((count) => count + 1),
  }
}
