import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** What an acknowledgement said. */
export interface Receipt {
  messageId: string
  seq: number
}

/** One message somebody wrote, from the moment it was written. */
export interface Entry {
  /** Its `clientMessageId`; the content begins with it too. */
  key: string
  conversationId: string
  author: string
  /** The SHA-256 of the file that goes with it. */
  file: string | undefined
  attempts: number
  lastAttemptAt: number
  receipts: Receipt[]
  /** Refusals that a client takes for final. */
  refusedFor: string[]
}

/**
 * The checker's own book: what was written and every acknowledgement ever got, in memory and, line by line, on disk.
 * The server is compared with it, never the other way round.
 */
export class Ledger {
  readonly entries = new Map<string, Entry>()
  /** Passing refusals (and unanswered questions) by their code. */
  readonly setbacks = new Map<string, number>()
  acknowledged = 0
  readonly #file: number
  #isClosed = false
  #last = 0

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true })
    this.#file = openSync(path, 'w')
  }

  /** Books a new message and answers its key. */
  written(conversationId: string, author: string, file?: string): string {
    const key = `m${(++this.#last).toString().padStart(7, '0')}`
    const entry = { key, conversationId, author, file, attempts: 0, lastAttemptAt: 0 }
    this.entries.set(key, { ...entry, receipts: [], refusedFor: [] })
    this.#write({ written: key, conversationId, author, file })
    return key
  }

  attempted(key: string): void {
    const entry = this.#entry(key)
    entry.attempts += 1
    entry.lastAttemptAt = Date.now()
  }

  acknowledgedAs(key: string, receipt: Receipt): void {
    this.#entry(key).receipts.push(receipt)
    this.acknowledged += 1
    this.#write({ acknowledged: key, ...receipt })
  }

  refused(key: string, code: string): void {
    this.#entry(key).refusedFor.push(code)
    this.#write({ refused: key, code })
  }

  setBack(key: string, code: string): void {
    this.setbacks.set(code, (this.setbacks.get(code) ?? 0) + 1)
    this.#write({ setBack: key, code })
  }

  /** Notes what the run did, between the messages it did it to. */
  note(what: string): void {
    this.#write({ note: what })
  }

  /** Closes the book; what is still under way then is noted no more. */
  close(): void {
    this.#isClosed = true
    closeSync(this.#file)
  }

  #entry(key: string): Entry {
    const entry = this.entries.get(key)
    if (!entry) throw new Error(`nobody wrote ${key}`)
    return entry
  }

  #write(line: object): void {
    if (this.#isClosed) return
    writeSync(this.#file, `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)
  }
}
