import { create } from 'zustand'

/** When messages the server asked to wait are tried again: times of `performance.now()`, by the messages' ids. */
export const usePauses = create<Readonly<Record<string, number>>>()(() => ({}))

/** Waits for a message as long as the server asked, or until `signal` says that there is nothing to wait for. */
export async function pause(clientMessageId: string, ms: number, signal: AbortSignal) {
  usePauses.setState({ [clientMessageId]: performance.now() + ms })
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
  usePauses.setState(({ [clientMessageId]: _, ...rest }) => rest, true)
}
