/** Which files' bytes only this page of the browser has: those that could not be kept. */
export interface Holding {
  /** This page has them from now on. */
  hold: (key: string) => void
  /** This page has them no more. */
  free: (key: string) => void
  /** Whether another page has them; `onFree` is called when none has any more. */
  isElsewhere: (key: string, onFree: () => void) => Promise<boolean>
}

/** Tells the other pages by a lock for each file, since that ends with its page. */
export function createHolding(locks: LockManager | undefined): Holding {
  const held = new Map<string, () => void>()
  const awaited = new Set<string>()
  const ask = async (key: string, options: LockOptions, during: LockGrantedCallback<unknown>) =>
    locks?.request(`frontdesk.${key}`, options, during).catch(() => null)
  return {
    hold(key) {
      if (held.has(key)) return
      const until = new Promise<void>((end) => void held.set(key, end))
      void ask(key, {}, () => until)
    },
    free(key) {
      held.get(key)?.()
      held.delete(key)
    },
    async isElsewhere(key, onFree) {
      const mode = 'shared'
      const isHeld = (await ask(key, { mode, ifAvailable: true }, (lock) => !lock)) === true
      if (isHeld && !awaited.has(key)) {
        awaited.add(key)
        void ask(key, { mode }, () => void awaited.delete(key)).then(onFree)
      }
      return isHeld
    },
  }
}

/** The files of this page. */
export const holding = createHolding(navigator.locks)
