import type { Attachment } from '../../server/contract/files.ts'

/** What became of one attempt: stored, refused by the server in its words, or the connection failed. */
export type Transferred =
  | { result: 'stored'; attachment: Attachment }
  | { result: 'refused'; code: string; text: string }
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
    request.upload.addEventListener('progress', ({ loaded }) => onProgress(loaded / file.size))
    request.addEventListener('loadend', () => resolve(read(request.response as Answer | null)))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function read(answer: Answer | null): Transferred {
  if (answer?.data) return { result: 'stored', attachment: answer.data }
  const { code, message } = answer ?? {}
  return code && message ? { result: 'refused', code, text: message } : { result: 'unreachable' }
}
