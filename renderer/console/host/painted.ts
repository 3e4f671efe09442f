import { startTransition, useEffect, useState } from 'react'

// A hidden window paints nothing, and what waits must not wait for ever.
const LATE_MS = 100

/** Waits until what is on the screen by now has been painted. */
export const painted = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, LATE_MS)
    requestAnimationFrame(() => setTimeout(resolve))
  })

/** A value that follows after the next paint: what shows it does not hold up what was asked for. */
export function useOncePainted<T>(value: T) {
  const [shown, setShown] = useState(value)
  useEffect(() => {
    let isCurrent = true
    void painted().then(() => {
      if (isCurrent) startTransition(() => setShown(() => value))
    })
    return () => {
      isCurrent = false
    }
  }, [value])
  return shown
}
