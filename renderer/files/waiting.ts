import type { Attachment } from '../../server/contract/files.ts'
import { FILE_LOST, UPLOAD_LIMITED } from './refused.ts'
import type { Transferred } from './transfer.ts'

/**
 * A file of a message that is to be sent. Without `id` it is not on the server yet; under `key` its bytes are kept here
 * until the message is stored.
 */
export type WaitingFile = Omit<Attachment, 'id'> & {
  id: string | null
  key?: string
  /** This device had no room for its bytes: they are gone with the page. */
  isLoose?: true
  /** How often the server has dropped it, as no message took it for a day. */
  drops?: number
}

/** The same with its bytes, where they are here. */
export type ChosenFile = WaitingFile & { bytes?: File | undefined }

/** What is known of a file before it is on the server. */
export const waitingOf = (key: string, { name, type, size }: File): WaitingFile => ({
  id: null,
  key,
  name,
  type,
  size,
  width: null,
  height: null,
})

/** All are with the server; or `elsewhere`: another page has the bytes, and is to send them. */
export type Brought =
  | { result: 'ready'; files: readonly WaitingFile[] }
  | { result: 'elsewhere' }
  | Exclude<Transferred, { result: 'stored' }>

export interface Bringing {
  bytesOf: (key: string) => Promise<File | undefined>
  /** Whether bytes that are not here are to come from another page. */
  isElsewhere: (key: string) => Promise<boolean>
  upload: (key: string, bytes: File) => Promise<Transferred>
  /** Keeps what was uploaded, so that it is not uploaded again after a reload. */
  keep: (files: readonly WaitingFile[]) => Promise<unknown>
}

// Whoever may send no file for longer than this is told, rather than everything held back until then.
const LONG_S = 60

/** Uploads what of a message's files is not on the server, one after the other. */
export async function bring(
  files: readonly WaitingFile[],
  { bytesOf, isElsewhere, upload, keep }: Bringing,
): Promise<Brought> {
  const brought = [...files]
  for (const [at, file] of files.entries()) {
    const { id, key = '', name } = file
    if (id !== null) continue
    const bytes = await bytesOf(key)
    if (!bytes)
      return (await isElsewhere(key))
        ? { result: 'elsewhere' }
        : { result: 'refused', code: FILE_LOST, text: name }
    const outcome = await upload(key, bytes)
    if (outcome.result === 'refused') return refusedAs(name, outcome)
    if (outcome.result === 'unreachable') return outcome
    brought[at] = { ...file, ...outcome.attachment }
    await keep(brought)
  }
  return { result: 'ready', files: brought }
}

function refusedAs(
  name: string,
  outcome: Extract<Transferred, { result: 'refused' }>,
): Extract<Brought, { result: 'refused' }> {
  const { text, retryAfter = 0 } = outcome
  const said = { ...outcome, text: text ? `${name}: ${text}` : name }
  return retryAfter > LONG_S ? { ...said, code: UPLOAD_LIMITED } : said
}

// A server that drops a file again and again would be asked for ever.
const MOST_DROPS = 10

/** Files the server does not know any more, to be uploaded again; null where that is not possible or did not help. */
export function dropped(files: readonly WaitingFile[] = []): WaitingFile[] | null {
  const isLeft = ({ key, drops = 0 }: WaitingFile) => key !== undefined && drops < MOST_DROPS
  if (!files.some(isLeft)) return null
  return files.map((file) =>
    isLeft(file) ? { ...file, id: null, drops: (file.drops ?? 0) + 1 } : file,
  )
}

export const keysOf = (files: readonly WaitingFile[] = []): string[] =>
  files.flatMap(({ key }) => key ?? [])

type WithFiles = Iterable<{ readonly attachments?: readonly WaitingFile[] }>

/** The keys of files whose messages were in an outbox and are not any more. */
export function keysLeaving(before: WithFiles, now: WithFiles): string[] {
  const keysIn = (all: WithFiles) => [...all].flatMap(({ attachments }) => keysOf(attachments))
  const staying = new Set(keysIn(now))
  return keysIn(before).filter((key) => !staying.has(key))
}

/** The ids of those that are on the server, for the message that takes them. */
export const idsOf = (files: readonly WaitingFile[] = []): string[] =>
  files.flatMap(({ id }) => id ?? [])
