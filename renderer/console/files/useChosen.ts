import { useEffect, useSyncExternalStore } from 'react'
import type { Hold } from '../../../server/contract/scheduled.ts'
import { hasFiles, type Upload, type Uploads } from '../../files/uploads.ts'
import { onConnected } from '../sync/connection.ts'
import { chatSettings } from '../settings/resources.ts'
import { transfers } from './transfers.ts'

const NOTHING: readonly Upload[] = []
const nothing = () => NOTHING
const never = () => () => undefined

/** The files chosen for the message being written; none where none can be. */
const useChosen = (uploads: Uploads | undefined) =>
  useSyncExternalStore(uploads?.subscribe ?? never, uploads?.get ?? nothing)

/** Makes sure that it is known what may be sent; answers whether it is. */
export function useRules(): boolean {
  const isKnown = chatSettings.use(({ saved }) => saved !== null)
  useEffect(() => {
    if (isKnown) return
    const load = () => void chatSettings.load().catch(() => undefined)
    load()
    return onConnected(load)
  }, [isKnown])
  return isKnown
}

/** How a message leaves the composer: at once, its files go with it from where they are. */
export function useSending(
  uploads: Uploads | undefined,
  message: { hasText: boolean; isTooLong: boolean },
  onSend: (hold?: Hold) => void,
) {
  const chosen = useChosen(uploads)
  useEffect(() => uploads && onConnected(uploads.retryAll), [uploads])
  const canSend = (message.hasText || hasFiles(chosen)) && !message.isTooLong
  const submit = (hold?: Hold) => canSend && onSend(hold)
  return { chosen, canSend, submit }
}

const nothingUnderWay = () => null

/** How much of a file has left, from 0 to 1; null while it is not under way. */
export const useShare = (key: string | undefined) =>
  useSyncExternalStore(
    transfers.subscribe,
    key === undefined ? nothingUnderWay : () => transfers.shareOf(key),
  )
