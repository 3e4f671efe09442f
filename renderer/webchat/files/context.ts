import { createContext } from 'preact'
import { useContext, useEffect, useMemo, useState } from 'preact/hooks'
import type { FileLink, UploadRules } from '../../../server/contract/files.ts'
import { createLinks, type LinkTo } from '../../files/links.ts'
import { transfer } from '../../files/transfer.ts'
import { type Upload, Uploads } from '../../files/uploads.ts'
import type { Chat } from '../chat/chat.ts'

/** The files of one chat: those chosen for the next message, and links to those in the thread. */
export interface ChatFiles {
  uploads: Uploads
  linkTo: LinkTo
  /** What may be sent; null where nothing may. */
  rules: UploadRules | null
}

const ADDRESS = '/api/chat/visitor/files'

// Before there is a chat nothing can be sent.
function filesOf(chat?: Chat): ChatFiles {
  const state = () => chat?.store.get()
  const headers = () => ({
    authorization: `Bearer ${state()?.session?.sessionToken}`,
    'accept-language': document.documentElement.lang,
  })
  return {
    uploads: new Uploads({
      send: (file, options) => transfer(ADDRESS, file, headers(), options),
      rules: () => allowedBy(state()?.settings?.files),
    }),
    linkTo: createLinks(async (id) => {
      const response = await fetch(`${ADDRESS}/${id}`, { headers: headers() })
      if (!response.ok) throw new Error(`no link: ${response.status}`)
      return ((await response.json()) as { data: FileLink }).data
    }),
    rules: null,
  }
}

const allowedBy = (rules: UploadRules | undefined) => (rules?.isAllowed ? rules : null)

/** The files of the chat that is shown. */
export function useChatFiles(chat: Chat, said: UploadRules | undefined): ChatFiles {
  const files = useMemo(() => filesOf(chat), [chat])
  useEffect(
    () =>
      chat.store.subscribe((now, { link }) => {
        if (now.link === 'online' && link !== 'online') files.uploads.retryAll()
      }),
    [chat, files],
  )
  return useMemo(() => ({ ...files, rules: allowedBy(said) }), [files, said])
}

export const FilesContext = createContext(filesOf())

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
