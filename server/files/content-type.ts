import { createReadStream } from 'node:fs'

const HEAD = 4_096
const PATIENCE_MS = 5_000
const UNKNOWN = 'application/octet-stream'

// What browsers take for a page when nobody tells them what a file is.
const PAGE =
  /^<(?:!doctype\s+html|html|head|body|script|iframe|style|title|div|table|font|meta|link|img|base|form|object|embed|h1|br|a|b|p)(?:[\s/>]|$)/i
const DRAWING = /^(?:<!doctype\s+svg|<(?:[\w-]+:)?svg(?:[\s/>]|$))/i
const BEFORE_ROOT = /^(?:<\?[^>]*>|<!--[^]*?-->|\s)*/

/** The media type of a file by its content alone; its name and what its sender says count for nothing. */
export async function contentType(path: string): Promise<string> {
  // Loaded when the first file comes: most starts never need it.
  const { fileTypeFromFile } = await import('file-type')
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const found = await fileTypeFromFile(path, { signal }).catch(() => undefined)
  if (found && found.mime !== 'application/xml') return found.mime
  const head = await headOfText(path)
  return head === undefined ? UNKNOWN : textType(head)
}

/** The beginning of a file that is text all through (UTF-8 without NUL); undefined for any other. */
async function headOfText(path: string): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let head = ''
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      if (chunk.includes(0)) return undefined
      const text = decoder.decode(chunk, { stream: true })
      if (head.length < HEAD) head = (head + text).slice(0, HEAD)
    }
    decoder.decode()
    return head
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function textType(head: string): string {
  const root = head.replace(BEFORE_ROOT, '')
  if (DRAWING.test(root)) return 'image/svg+xml'
  if (PAGE.test(root)) return 'text/html'
  const start = head.trimStart()
  if (start.startsWith('<?xml')) return 'application/xml'
  return start.startsWith('<!--') ? 'text/html' : 'text/plain'
}

/** Whether a media type is among those allowed, of which `image/*` is every image. */
export const isAmong = (types: readonly string[], type: string): boolean =>
  types.includes(type) || types.includes(`${type.split('/')[0]}/*`)

const SHOWN = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

/** Whether a browser may show a file in place: images that can hold no script. */
export const isShownInPlace = (type: string): boolean => SHOWN.includes(type)
