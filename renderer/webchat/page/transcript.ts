import type { Chat } from '../chat/chat.ts'
import { headersOf } from '../chat/uploading.ts'
import { download } from '../../files/links.ts'

const TOLD_MS = 10_000

/** Saves the chat as the server writes it down, with the times of this visitor's zone; says so where that fails. */
export async function saveTranscript({ store }: Pick<Chat, 'store'>): Promise<void> {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  const path = `/api/chat/visitor/transcript?zone=${encodeURIComponent(timeZone)}`
  try {
    const response = await fetch(path, { headers: headersOf(store.get().session) })
    if (!response.ok) throw response
    const url = URL.createObjectURL(await response.blob())
    const name = /"(.+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
    download(url, name ?? 'chat.txt')
    setTimeout(() => URL.revokeObjectURL(url), TOLD_MS)
  } catch {
    store.set({ isUnsaved: true })
    setTimeout(() => store.set({ isUnsaved: false }), TOLD_MS)
  }
}
