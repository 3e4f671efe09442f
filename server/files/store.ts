import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { problem } from '../problems.ts'

const DRAFTS = 'incoming'
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT'])
// The disk may not be written to: not now, perhaps later.
const NOT_NOW = new Set(['EROFS', 'EACCES', 'EPERM'])

// How much of a disk files do not get: the database may stand on it, too.
const KEPT_SHARE = 0.05
const KEPT_MOST = 536_870_912

// Somebody has to make room first.
const noRoom = () => problem('storage_full', { retryAfter: 600 })

// Its sender went away in the middle.
const CUT_OFF = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'])

/** What was received of an upload. */
export interface Received {
  size: number
  sha256: string
}

/** Bytes of files in one folder: drafts while they arrive, then each under the id of its file. */
export class FileStore {
  readonly #folder: string

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'files')
  }

  path(id: string): string {
    return join(this.#folder, id)
  }

  draftPath(draft: string): string {
    return join(this.#folder, DRAFTS, draft)
  }

  /** Writes a stream to a new draft, on disk when this resolves. More than `maxBytes` are refused as they come. */
  async receive(draft: string, bytes: Readable, maxBytes: number): Promise<Received> {
    try {
      await mkdir(join(this.#folder, DRAFTS), { recursive: true })
      return await write(this.draftPath(draft), bytes, maxBytes)
    } catch (error) {
      await this.discard(draft)
      // What is still on its way is let through to nowhere, so that its sender hears the refusal.
      bytes.resume()
      throw refusalOf(error)
    }
  }

  /** Refuses for now while the disk is nearly full: what is left of it is for what is written. */
  async refuseWhenFull(): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    const { bavail, bsize, blocks } = await statfs(this.#folder)
    const kept = Math.min(blocks * bsize * KEPT_SHARE, KEPT_MOST)
    if (bavail * bsize < kept) throw noRoom()
  }

  /** Makes a draft the bytes of a file, for good when this resolves. */
  async keep(draft: string, id: string): Promise<void> {
    await rename(this.draftPath(draft), this.path(id))
    await syncFolder(this.#folder)
  }

  async discard(draft: string): Promise<void> {
    await rm(this.draftPath(draft), { force: true })
  }

  /** The bytes from `start` to `end`, both included. */
  read(id: string, { start, end }: { start: number; end: number }): Readable {
    return createReadStream(this.path(id), { start, end })
  }

  /** The size of what is there; undefined when nothing is. */
  async size(id: string): Promise<number | undefined> {
    const found = await stat(this.path(id)).catch(() => undefined)
    return found?.size
  }

  async remove(id: string): Promise<void> {
    await rm(this.path(id), { force: true })
  }

  /** Removes drafts last written to before a time, which nobody is sending any more. */
  async removeDraftsBefore(time: number): Promise<void> {
    const drafts = await readdir(join(this.#folder, DRAFTS)).catch(() => [])
    for (const draft of drafts) {
      const found = await stat(this.draftPath(draft)).catch(() => undefined)
      if (found && found.mtimeMs < time) await this.discard(draft)
    }
  }
}

function refusalOf(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (NO_ROOM.has(code)) return noRoom()
  if (NOT_NOW.has(code)) return problem('unavailable')
  return CUT_OFF.has(code) ? problem('malformed_request') : error
}

async function write(path: string, bytes: Readable, maxBytes: number): Promise<Received> {
  const file = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let size = 0
  try {
    // Ending early must not hang up: then the refusal would reach nobody.
    for await (const chunk of bytes.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) throw tooLarge(maxBytes)
      hash.update(chunk)
      await file.appendFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { size, sha256: hash.digest('base64url') }
}

export const MEGABYTE = 1_048_576

export const tooLarge = (maxBytes: number) =>
  problem('file_too_large', { values: { megabytes: Math.floor(maxBytes / MEGABYTE) } })

async function syncFolder(path: string): Promise<void> {
  // Windows has no such thing, and keeps names by itself.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
