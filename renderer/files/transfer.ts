import type { Attachment } from '../../server/contract/files.ts'
import { refusedBy, UPLOAD_REFUSED } from './refused.ts'

/** What became of one attempt: stored, refused by the server in its words, or the connection failed. */
export type Transferred =
  | { result: 'stored'; attachment: Attachment }
  | { result: 'refused'; code: string; text: string; retryAfter?: number }
  | { result: 'unreachable' }

export interface Transfer {
  /** How much has left, from 0 to 1. */
  onProgress: (share: number) => void
  signal: AbortSignal
}

interface Answer {
  data?: Attachment
  code?: string
  message?: string
}

// An upload that does not move for so long is on a connection that is gone.
const STALLED_MS = 60_000

/** Sends one file to an address. By XMLHttpRequest, since nothing else tells how far an upload has come. */
export function transfer(
  url: string,
  file: File,
  headers: Record<string, string>,
  { onProgress, signal }: Transfer,
): Promise<Transferred> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${url}?name=${encodeURIComponent(file.name.slice(-255))}`)
    request.responseType = 'json'
    request.setRequestHeader('content-type', 'application/octet-stream')
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(() => request.abort(), STALLED_MS)
    }
    request.upload.addEventListener('progress', ({ loaded }) => {
      onProgress(loaded / file.size)
      wait()
    })
    request.addEventListener('loadend', () => {
      clearTimeout(timer)
      resolve(read(request))
    })
    wait()
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

// What a proxy says by itself of a file: too large, not allowed. The others say that the server is away, or to wait.
const REFUSAL = /^4(?!04|08|2)/

function read(request: XMLHttpRequest): Transferred {
  const { data, code, message } = (request.response as Answer | null) ?? {}
  if (data) return { result: 'stored', attachment: data }
  if (!code || !message)
    return REFUSAL.test(`${request.status}`) ? refusedBy(UPLOAD_REFUSED) : { result: 'unreachable' }
  const retryAfter = Number(request.getResponseHeader('retry-after'))
  return { result: 'refused', code, text: message, ...(retryAfter > 0 && { retryAfter }) }
}
