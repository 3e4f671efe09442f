import { useEffect, useState } from 'react'

const TICK_MS = 250

/** Whole seconds until a time of `Date.now()`; 0 where there is nothing to wait for. */
export function useSecondsLeft(until: number | undefined) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (until === undefined) return
    const look = () => setNow(Date.now())
    look()
    const timer = setInterval(look, TICK_MS)
    return () => clearInterval(timer)
  }, [until])
  return Math.max(0, Math.ceil(((until ?? 0) - now) / 1000))
}
