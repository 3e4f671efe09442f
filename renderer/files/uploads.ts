import type { Attachment, UploadRules } from '../../server/contract/files.ts'
import { type FileProblem, problemOf } from './rules.ts'
import type { Transfer, Transferred } from './transfer.ts'

/** A file that was chosen for the message being written. */
export interface Upload {
  key: number
  /** What was chosen; or, once its file is gone from here, what the server has of it. */
  file: File | Attachment
  /** How much has left, from 0 to 1. */
  share: number
  problem: FileProblem | null
  /** Set once it is on the server. */
  attachment: Attachment | null
  canRetry: boolean
}

export interface UploadsHost {
  send: (file: File, transfer: Transfer) => Promise<Transferred>
  /** Null while they are not known: then nothing can be chosen. */
  rules: () => UploadRules | null
}

// What says nothing of the file itself; the same may be accepted later.
const PASSING = new Set(['rate_limited', 'internal_error', 'draining', 'unavailable'])

const isUnderWay = ({ problem, attachment }: Upload) => !problem && !attachment

/** The files of one message being written: checked, uploaded at once, and taken when the message is sent. */
export class Uploads {
  readonly #host: UploadsHost
  readonly #running = new Map<number, AbortController>()
  readonly #listeners = new Set<() => void>()
  #items: readonly Upload[] = []
  #lastKey = 0

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
    for (const file of files) {
      const good = this.#items.filter(({ problem, canRetry }) => !problem || canRetry).length
      const problem = problemOf(file, rules, good)
      const key = ++this.#lastKey
      this.#set([
        ...this.#items,
        { key, file, share: 0, problem, attachment: null, canRetry: false },
      ])
      if (!problem) void this.#start(key, file)
    }
  }

  readonly retry = (key: number) => {
    const file = this.#items.find((one) => one.key === key)?.file
    this.#change(key, { problem: null, share: 0, canRetry: false })
    if (file instanceof File) void this.#start(key, file)
  }

  /** Tries again whatever broke off: the connection is back, or the message is to go. */
  readonly retryAll = () => {
    for (const { key, canRetry } of this.#items) if (canRetry) this.retry(key)
  }

  readonly remove = (key: number) => {
    this.#running.get(key)?.abort()
    this.#set(this.#items.filter((item) => item.key !== key))
  }

  /** What is uploaded, for the message that is sent now; nothing is left to send with the next. */
  readonly take = (): Attachment[] => {
    const taken = this.#items.flatMap(({ attachment }) => attachment ?? [])
    this.#set([])
    return taken
  }

  /** Tries what broke off once more, and resolves when nothing is under way: false when something failed since. */
  readonly settled = (): Promise<boolean> =>
    new Promise((resolve) => {
      this.retryAll()
      const problems = () => this.#items.filter(({ problem }) => problem).length
      const before = problems()
      const look = () => {
        if (this.#items.some(isUnderWay)) return
        stop()
        resolve(problems() <= before && !isWaiting(this.#items))
      }
      const stop = this.subscribe(look)
      look()
    })

  /** Puts back what was taken for a message that did not go out. */
  readonly restore = (attachments: readonly Attachment[]) => {
    const restored = attachments.map((attachment) => ({
      key: ++this.#lastKey,
      file: attachment,
      share: 1,
      problem: null,
      attachment,
      canRetry: false,
    }))
    this.#set([...restored, ...this.#items])
  }

  #set(next: readonly Upload[]) {
    this.#items = next
    for (const listener of this.#listeners) listener()
  }

  #change(key: number, news: Partial<Upload>) {
    this.#set(this.#items.map((item) => (item.key === key ? { ...item, ...news } : item)))
  }

  async #start(key: number, file: File) {
    const controller = new AbortController()
    this.#running.set(key, controller)
    const outcome = await this.#host.send(file, {
      onProgress: (share) => this.#change(key, { share }),
      signal: controller.signal,
    })
    this.#running.delete(key)
    this.#change(key, newsOf(outcome))
  }
}

function newsOf(outcome: Transferred): Partial<Upload> {
  if (outcome.result === 'stored') return { attachment: outcome.attachment }
  if (outcome.result === 'unreachable') return { problem: { code: 'broken' }, canRetry: true }
  const problem: FileProblem = { code: 'kind', text: outcome.text }
  return { problem, canRetry: PASSING.has(outcome.code) }
}

/** Whether a message has to wait: a file is on its way, or broke off and was not given up. */
export const isWaiting = (items: readonly Upload[]) =>
  items.some((item) => isUnderWay(item) || item.canRetry)

export const hasUploaded = (items: readonly Upload[]) =>
  items.some(({ attachment }) => attachment !== null)
