import type { CustomScheme } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, join, relative, resolve } from 'node:path'

const SCHEME = 'frontdesk-app'
const HOST = 'console'
export const CONSOLE_URL = `${SCHEME}://${HOST}/`

/** To be registered before the app is ready: a real origin, in a secure context. */
export const consoleScheme: CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
}

/** Whether an address is a document of the console. Compared in parts: Node sees no origin here. */
export function isOurs(address: string): boolean {
  const url = URL.parse(address)
  return (
    url?.protocol === `${SCHEME}:` &&
    url.host === HOST &&
    url.username === '' &&
    url.password === ''
  )
}

/** The file an address stands for, or null where it would lead out of the folder. */
export function fileInside(folder: string, address: string): string | null {
  if (!isOurs(address)) return null
  let path: string
  try {
    path = decodeURIComponent(new URL(address).pathname)
  } catch {
    return null
  }
  if (/[\\\0:]/.test(path)) return null
  const file = resolve(folder, `.${path}`)
  const within = relative(folder, file)
  if (within === '..' || /^\.\.[\\/]/.test(within) || isAbsolute(within)) return null
  return within === '' ? join(folder, 'index.html') : file
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.wasm': 'application/wasm',
}

/** What the console may load and reach: itself, and the one server it is connected to, if any. */
export function contentPolicy(server: string | null): string {
  const files = server === null ? '' : ` ${server}`
  const calls = server === null ? '' : ` ${server} ${server.replace(/^http/, 'ws')}`
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: blob:${files}`,
    "font-src 'self'",
    `media-src 'self'${files}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self'${calls}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Files that the shell makes itself, by their paths. */
export type OwnFiles = Readonly<Record<string, () => string>>

/** Serves the built console from its folder; the policy follows the server of the moment. */
export function consoleHandler(folder: string, server: () => string | null, own: OwnFiles = {}) {
  return async (request: Request): Promise<Response> => {
    const headers = new Headers({
      'Content-Security-Policy': contentPolicy(server()),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-cache',
    })
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers })
    }
    const found = ownFile(own, request.url) ?? (await read(folder, request.url))
    if (found === null) return new Response(null, { status: 404, headers })
    headers.set('Content-Type', TYPES[extname(found.file)] ?? 'application/octet-stream')
    return new Response(request.method === 'HEAD' ? null : found.bytes, { headers })
  }
}

function ownFile(own: OwnFiles, address: string) {
  const path = isOurs(address) ? new URL(address).pathname : ''
  const make = Object.hasOwn(own, path) ? own[path] : undefined
  return make === undefined ? null : { file: path, bytes: Buffer.from(make()) }
}

async function read(folder: string, address: string) {
  const file = fileInside(folder, address)
  if (file === null) return null
  // A path without an extension is a view of the console, not a file.
  const target = extname(file) === '' ? join(folder, 'index.html') : file
  try {
    return { file: target, bytes: await readFile(target) }
  } catch {
    return null
  }
}
