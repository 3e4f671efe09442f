import { createContext } from 'preact'
import { useContext, useEffect, useMemo, useState } from 'preact/hooks'
import type { FileLink, UploadRules } from '../../../server/contract/files.ts'
import { createLinks, type LinkTo } from '../../files/links.ts'
import { type Upload, Uploads } from '../../files/uploads.ts'
import type { Chat } from '../chat/chat.ts'
import { allowedBy } from '../chat/choosing.ts'
import { bytesOf } from '../chat/kept-files.ts'
import { FILES, headersOf, transfers, uploadingTo } from '../chat/uploading.ts'

/** The files of one chat: those chosen for the next message, those that wait, and links to those in the thread. */
export interface ChatFiles {
  uploads: Uploads
  linkTo: LinkTo
  /** The bytes of a file that waits. */
  bytesOf: (key: string) => File | undefined
  /** What may be sent; null where nothing may. */
  rules: UploadRules | null
}

/** Where there is no chat nothing can be sent. */
export const noFiles: ChatFiles = {
  uploads: new Uploads({ transfers, send: uploadingTo(null), rules: () => null }),
  linkTo: () => Promise.reject(new Error('no chat')),
  bytesOf: () => undefined,
  rules: null,
}

/** The files of the chat that is shown. */
export function useChatFiles(
  { store, storage, uploads }: Chat,
  said: UploadRules | undefined,
): ChatFiles {
  const linkTo = useMemo(
    () =>
      createLinks(async (id) => {
        const headers = headersOf(store.get().session)
        const response = await fetch(`${FILES}/${id}`, { headers })
        if (!response.ok) throw new Error(`no link: ${response.status}`)
        return ((await response.json()) as { data: FileLink }).data
      }),
    [store],
  )
  return useMemo(
    () => ({ uploads, linkTo, bytesOf: (key) => bytesOf(storage, key), rules: allowedBy(said) }),
    [uploads, linkTo, storage, said],
  )
}

export const FilesContext = createContext(noFiles)

export const useFiles = () => useContext(FilesContext)

/** What is chosen for the next message, drawn anew when it changes. */
export function useChosen({ uploads }: ChatFiles): readonly Upload[] {
  const [chosen, setChosen] = useState(uploads.get)
  useEffect(() => {
    setChosen(uploads.get())
    return uploads.subscribe(() => setChosen(uploads.get()))
  }, [uploads])
  return chosen
}

/** How much of a file has left, from 0 to 1; null while it is not under way. */
export function useShare(key: string): number | null {
  const [share, setShare] = useState(() => transfers.shareOf(key))
  useEffect(() => transfers.subscribe(() => setShare(transfers.shareOf(key))), [key])
  return share
}
