/** Tries to be the one window of this browser that holds a name, for as long as it lives. */
export function lead(name: string) {
  let isLeader = !isSecureContext
  const end = new AbortController()
  // A page that is not served securely has no locks: there, each window leads itself.
  if (isSecureContext)
    navigator.locks
      .request(name, { signal: end.signal }, () => {
        isLeader = true
        return new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve()))
      })
      .catch(() => undefined)
  return { isLeader: () => isLeader, end: () => end.abort() }
}

const KEPT_MS = 10_000

/** Whether this window is the first of this browser to claim something; the others then leave it alone. */
export const claim = (name: string): Promise<boolean> =>
  isSecureContext
    ? new Promise((resolve) => {
        void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
          resolve(lock !== null)
          return lock && new Promise((done) => setTimeout(done, KEPT_MS))
        })
      })
    : Promise.resolve(true)
