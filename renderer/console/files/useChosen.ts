import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Hold } from '../../../server/contract/scheduled.ts'
import { hasUploaded, isWaiting, type Upload, type Uploads } from '../../files/uploads.ts'
import { onConnected } from '../sync/connection.ts'
import { chatSettings } from '../settings/resources.ts'

const NOTHING: readonly Upload[] = []
const nothing = () => NOTHING
const never = () => () => undefined

/** The files chosen for the message being written; none where none can be. */
const useChosen = (uploads: Uploads | undefined) =>
  useSyncExternalStore(uploads?.subscribe ?? never, uploads?.get ?? nothing)

/** Makes sure that it is known what may be sent. */
export function useRules() {
  const isKnown = chatSettings.use(({ saved }) => saved !== null)
  useEffect(() => {
    if (!isKnown) chatSettings.load().catch(() => undefined)
  }, [isKnown])
}

/**
 * How a message leaves the composer: at once, or as soon as its files are uploaded. When one of them cannot be, it
 * stays, and the agent decides.
 */
export function useSending(
  uploads: Uploads | undefined,
  message: { hasText: boolean; isTooLong: boolean },
  onSend: (hold?: Hold) => void,
) {
  const chosen = useChosen(uploads)
  const [isPending, setPending] = useState(false)
  useEffect(() => uploads && onConnected(uploads.retryAll), [uploads])
  const waits = isWaiting(chosen)
  const canSend = (message.hasText || hasUploaded(chosen) || waits) && !message.isTooLong
  async function submit(hold?: Hold) {
    if (!canSend || isPending) return
    if (!uploads || !waits) return onSend(hold)
    setPending(true)
    const isWhole = await uploads.settled()
    setPending(false)
    if (isWhole) onSend(hold)
  }
  return { chosen, canSend, isPending, submit }
}
