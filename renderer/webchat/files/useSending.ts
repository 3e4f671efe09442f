import { useState } from 'preact/hooks'
import type { Attachment } from '../../../server/contract/files.ts'
import { hasUploaded, isWaiting } from '../../files/uploads.ts'
import type { Chat } from '../chat/chat.ts'
import { useChosen, useFiles } from './context.ts'

/**
 * How a message leaves the composer: at once, or as soon as its files are uploaded. When one of them cannot be, it
 * stays, and the person decides.
 */
export function useSending(
  { store }: Chat,
  isTooLong: boolean,
  onSend: (content: string, files: readonly Attachment[]) => void,
) {
  const files = useFiles()
  const chosen = useChosen(files)
  const [isPending, setIsPending] = useState(false)
  const { settled, take } = files.uploads
  const content = () => store.get().draft.trimEnd()
  const waits = isWaiting(chosen)
  const canSend = (content().trim() !== '' || hasUploaded(chosen) || waits) && !isTooLong
  const send = async () => {
    if (!canSend || isPending) return
    setIsPending(waits)
    const isWhole = !waits || (await settled())
    setIsPending(false)
    if (isWhole) onSend(content(), take())
  }
  return { canSend, isPending, send }
}
