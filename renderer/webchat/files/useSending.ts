import { hasFiles } from '../../files/uploads.ts'
import type { ChosenFile } from '../../files/waiting.ts'
import type { Chat } from '../chat/chat.ts'
import { useChosen, useFiles } from './context.ts'

/** How a message leaves the composer: at once, its files go with it from where they are. */
export function useSending(
  { store }: Chat,
  isTooLong: boolean,
  onSend: (content: string, files: readonly ChosenFile[]) => void,
) {
  const files = useFiles()
  const chosen = useChosen(files)
  const { uploads } = files
  const content = () => store.get().draft.trimEnd()
  const canSend = (content().trim() !== '' || hasFiles(chosen)) && !isTooLong
  const send = () => {
    if (!canSend) return
    // Kept with the message before it is let go of here.
    onSend(content(), uploads.chosen())
    uploads.take()
  }
  return { canSend, send }
}
