import type { Attachment, UploadRules } from '../../server/contract/files.ts'
import { newId } from '../text/ids.ts'
import { isOurs } from './refused.ts'
import { type FileProblem, MOST_FILES, problemOf } from './rules.ts'
import type { Transferred } from './transfer.ts'
import type { SendFile, Transfers } from './transfers.ts'
import { type ChosenFile, waitingOf } from './waiting.ts'

/** A file that was chosen for the message being written. */
export interface Upload {
  key: string
  /** What was chosen; or, where its bytes are not here, what the server has of it. */
  file: File | Attachment
  problem: FileProblem | null
  /** Set once it is on the server. */
  attachment: Attachment | null
  canRetry: boolean
  /** Whether it outlives the page; unknown until this is decided, and where nothing is kept. */
  isKept?: boolean
}

export interface UploadsHost {
  transfers: Transfers
  send: SendFile
  /** Null while they are not known: then nothing can be chosen. */
  rules: () => UploadRules | null
  /** Keeps what was chosen over a reload; answers whether that was possible. */
  keep?: (key: string, file: File) => Promise<boolean>
  /** Forgets what was given up. */
  drop?: (key: string) => void
}

// What says nothing of the file itself; the same may be accepted later.
const PASSING = new Set([
  'rate_limited',
  'internal_error',
  'draining',
  'unavailable',
  'unauthorized',
])

/** After so many attempts a fault of the server is told rather than tried again. */
const PATIENCE = 5

/** Whether the same file may be taken later without anybody doing anything about it. */
export const isPassingRefusal = (code: string, attempts = 0): boolean =>
  PASSING.has(code) && (code !== 'internal_error' || attempts < PATIENCE)

const FIRST = 1_000

/** Whether a file can go with the message: nothing speaks against it, or nothing for good. */
const isGood = ({ problem, canRetry }: Upload) => !problem || canRetry

/** The files of one message being written: checked, uploaded at once, and taken when the message is sent. */
export class Uploads {
  readonly #host: UploadsHost
  readonly #listeners = new Set<() => void>()
  #items: readonly Upload[] = []

  constructor(host: UploadsHost) {
    this.#host = host
  }

  readonly get = () => this.#items

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Checks files and begins to upload those nothing speaks against. */
  readonly add = (files: readonly File[]) => {
    const rules = this.#host.rules()
    if (!rules) return
    // Their keys sort as the files were chosen.
    const id = newId()
    for (const [at, file] of files.entries()) {
      const problem = problemOf(file, rules, this.#items.filter(isGood).length)
      const key = `${id}.${FIRST + at}`
      this.#set([...this.#items, { key, file, problem, attachment: null, canRetry: false }])
      if (problem) continue
      void this.#host.keep?.(key, file).then((isKept) => this.#change(key, { isKept }))
      void this.#start(key, file)
    }
  }

  readonly retry = (key: string) => {
    const file = this.#items.find((one) => one.key === key)?.file
    this.#change(key, { problem: null, canRetry: false })
    if (file instanceof File) void this.#start(key, file)
  }

  /** Tries again whatever broke off: the connection is back. */
  readonly retryAll = () => {
    for (const { key, canRetry } of this.#items) if (canRetry) this.retry(key)
  }

  readonly remove = (key: string) => {
    this.#giveUp(key)
    this.#set(this.#items.filter((item) => item.key !== key))
  }

  /** Lets go of what another window has sent or given up. */
  readonly leave = (isLeft: (key: string) => boolean) => {
    const rest = this.#items.filter((item) => !isGood(item) || !isLeft(item.key))
    if (rest.length < this.#items.length) this.#set(rest)
  }

  /** What goes with the message, uploaded or not. */
  readonly chosen = (): ChosenFile[] => this.#items.filter(isGood).map(chosenOf)

  /** The same for the message that is sent now: nothing is left to send with the next. */
  readonly take = (): ChosenFile[] => {
    const taken = this.chosen()
    this.#set([])
    return taken
  }

  /**
   * Puts back what was taken for messages that did not go out, as many as one message may have. What is not with the
   * server waits for the message; what is one too many is not kept.
   */
  readonly restore = (files: readonly ChosenFile[]) =>
    this.#fit([...this.#missing(files), ...this.#items])

  /** Shows what was chosen for the same message in another window, or before a reload. */
  readonly show = (files: readonly ChosenFile[]) => {
    const missing = this.#missing(files)
    if (missing.length > 0) this.#fit([...this.#items, ...missing].toSorted(asChosen))
  }

  /** Those of the files that are not here yet. */
  #missing(files: readonly ChosenFile[]): Upload[] {
    const here = new Set(this.#items.map(({ key }) => key))
    return files.filter(({ key = '' }) => !here.has(key)).flatMap(uploadOf)
  }

  /** Shows these; what is one too many is not kept. */
  #fit(items: readonly Upload[]) {
    const over = new Set(items.filter(isGood).slice(MOST_FILES))
    for (const { key } of over) this.#giveUp(key)
    const tooMany = { problem: { code: 'many' }, canRetry: false } as const
    this.#set(items.map((item) => (over.has(item) ? { ...item, ...tooMany } : item)))
  }

  #giveUp(key: string) {
    this.#host.transfers.forget(key)
    this.#host.drop?.(key)
  }

  #set(next: readonly Upload[]) {
    this.#items = next
    for (const listener of this.#listeners) listener()
  }

  #change(key: string, news: Partial<Upload>) {
    this.#set(this.#items.map((item) => (item.key === key ? { ...item, ...news } : item)))
  }

  async #start(key: string, file: File) {
    const { transfers, send } = this.#host
    this.#change(key, newsOf(await transfers.run(key, file, send)))
  }
}

/** A file that was chosen before; none where neither its bytes are here nor the server has it. */
function uploadOf({ bytes, id, key = newId(), ...about }: ChosenFile): Upload[] {
  const attachment = id === null ? null : { ...about, id }
  const file = bytes ?? attachment
  return file ? [{ key, file, problem: null, attachment, canRetry: false }] : []
}

const asChosen = (one: Upload, other: Upload) => (one.key < other.key ? -1 : 1)

function chosenOf({ key, file, attachment }: Upload): ChosenFile {
  if (!(file instanceof File)) return file
  return { ...waitingOf(key, file), ...attachment, bytes: file }
}

function newsOf(outcome: Transferred): Partial<Upload> {
  if (outcome.result === 'stored') return { attachment: outcome.attachment }
  if (outcome.result === 'unreachable') return { problem: { code: 'broken' }, canRetry: true }
  const { code, text } = outcome
  // A server without room takes it, or says so in the thread.
  const canRetry = isPassingRefusal(code) || code === 'storage_full'
  return { problem: { code: isOurs(code) ? code : 'kind', text }, canRetry }
}

/** Whether anything goes with the message. */
export const hasFiles = (items: readonly Upload[]) => items.some(isGood)
