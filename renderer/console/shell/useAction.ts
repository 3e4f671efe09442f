import { useState } from 'react'

/** An action that takes a while: `run` it, see whether it is `isBusy`, and what `error` it ended in. */
export function useAction<A extends unknown[]>(action: (...args: A) => Promise<unknown>) {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function run(...args: A) {
    if (isBusy) return
    setBusy(true)
    setError(null)
    try {
      await action(...args)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return { run: (...args: A) => void run(...args), isBusy, error }
}
