import type { Session } from '../chat/session.ts'
import { headersOf } from '../chat/uploading.ts'
import { download } from '../../files/links.ts'

/** Saves the chat as the server writes it down, with the times of this visitor's zone. */
export async function saveTranscript(session: Session | null): Promise<void> {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  const path = `/api/chat/visitor/transcript?zone=${encodeURIComponent(timeZone)}`
  const response = await fetch(path, { headers: headersOf(session) })
  if (!response.ok) return
  const url = URL.createObjectURL(await response.blob())
  const name = /"(.+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  download(url, name ?? 'chat.txt')
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
