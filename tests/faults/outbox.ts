import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Ledger, Receipt } from './ledger.ts'

/** A message on its way. */
export interface Draft {
  key: string
  conversationId: string
  content: string
  file?: OutgoingFile | undefined
}

/** A file that goes with a message: kept until that is sent, since what was uploaded may be gone by then. */
export interface OutgoingFile {
  bytes: Buffer<ArrayBuffer>
  /** Set once it is on the server. */
  id?: string | undefined
}

/** What came of one attempt; nothing when it was not answered. */
export type Attempt = Receipt | { code: string; retryAfter?: number | undefined } | undefined

export interface OutboxHost {
  ledger: Ledger
  author: string
  isUp: () => boolean
  attempt: (draft: Draft) => Promise<Attempt>
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 2_000
const PASSING = new Set(['rate_limited', 'internal_error', 'draining', 'unavailable'])

/** Whether the same may be accepted later. */
export const isPassing = ({ code }: { code: string }) => PASSING.has(code)

/** Sends what was written as our clients do: in order, one at a time, under the same key until it is acknowledged. */
export class Outbox {
  readonly drafts: Draft[] = []
  readonly #host: OutboxHost
  #isRunning = false

  constructor(host: OutboxHost) {
    this.#host = host
  }

  /** Writes a message and answers its key. */
  write(conversationId: string, text: string, bytes?: Buffer<ArrayBuffer>): string {
    const { ledger, author } = this.#host
    const key = ledger.written(conversationId, author, bytes && digestOf(bytes))
    const file = bytes && { bytes }
    this.drafts.push({ key, conversationId, content: `${key} ${text}`, file })
    this.flush()
    return key
  }

  flush(): void {
    if (this.#isRunning) return
    this.#isRunning = true
    void this.#empty().finally(() => (this.#isRunning = false))
  }

  async #empty(): Promise<void> {
    let wait = FIRST_WAIT_MS
    for (let draft = this.drafts[0]; draft && this.#host.isUp(); draft = this.drafts[0]) {
      const retryMs = await this.#attempt(draft)
      if (retryMs === undefined) {
        this.drafts.shift()
        wait = FIRST_WAIT_MS
      } else {
        await delay(Math.max(wait, retryMs))
        wait = Math.min(wait * 2, LONGEST_WAIT_MS)
      }
    }
  }

  /** Answers how long to wait before it is tried again, or nothing when it is decided. */
  async #attempt(draft: Draft): Promise<number | undefined> {
    const { ledger, attempt } = this.#host
    ledger.attempted(draft.key)
    const answer = await attempt(draft)
    if (answer && 'messageId' in answer) {
      ledger.acknowledgedAs(draft.key, answer)
      return undefined
    }
    const code = answer?.code ?? 'unanswered'
    if (answer && !isPassing(answer)) {
      ledger.refused(draft.key, code)
      return undefined
    }
    ledger.setBack(draft.key, code)
    return (answer?.retryAfter ?? 0) * 1_000
  }
}

/** What two files with the same bytes have in common. */
export const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
