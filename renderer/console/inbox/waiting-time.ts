import { useSyncExternalStore } from 'react'
import type { Catalogue } from '../../words/en.ts'

const TICK_MS = 15_000
const MINUTE_MS = 60_000

let now = Date.now()
const listeners = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void) {
  listeners.add(listener)
  ticking ??= setInterval(() => {
    now = Date.now()
    for (const one of listeners) one()
  }, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}

/** The time, moving on a few times a minute. */
export const useNow = () => useSyncExternalStore(subscribe, () => now)

/** How long somebody has waited, in one short word. */
export function waited(since: string, until: number, words: Catalogue['inbox']['waitingShort']) {
  const minutes = Math.max(0, Math.floor((until - Date.parse(since)) / MINUTE_MS))
  if (minutes < 1) return words.now
  if (minutes < 60) return words.minutes(minutes)
  if (minutes < 48 * 60) return words.hours(Math.floor(minutes / 60))
  return words.days(Math.floor(minutes / (24 * 60)))
}
