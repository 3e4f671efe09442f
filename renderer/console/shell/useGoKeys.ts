import { useRef } from 'react'
import { type Shortcuts, useShortcuts } from './shortcuts.ts'

const WITHIN_MS = 1200

/** Shortcuts of two keys: G and then another, within a moment. */
export function useGoKeys(second: Shortcuts) {
  const since = useRef(0)
  const after = (act: (() => void) | undefined) => () => {
    if (Date.now() - since.current < WITHIN_MS) act?.()
    since.current = 0
  }
  const keys = Object.fromEntries(Object.entries(second).map(([key, act]) => [key, after(act)]))
  useShortcuts({
    ...keys,
    g: () => {
      since.current = Date.now()
    },
  })
}
