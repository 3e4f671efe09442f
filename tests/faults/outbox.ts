import { setTimeout as delay } from 'node:timers/promises'
import type { Ledger, Receipt } from './ledger.ts'

/** A message on its way. */
export interface Draft {
  key: string
  conversationId: string
  content: string
}

/** What came of one attempt; nothing when it was not answered. */
export type Attempt = Receipt | { code: string } | undefined

export interface OutboxHost {
  ledger: Ledger
  author: string
  isUp: () => boolean
  attempt: (draft: Draft) => Promise<Attempt>
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 2_000
const PASSING = new Set(['rate_limited', 'internal_error', 'draining', 'unavailable'])

/** Sends what was written as our clients do: in order, one at a time, under the same key until it is acknowledged. */
export class Outbox {
  readonly drafts: Draft[] = []
  readonly #host: OutboxHost
  #isRunning = false

  constructor(host: OutboxHost) {
    this.#host = host
  }

  /** Writes a message and answers its key. */
  write(conversationId: string, text: string): string {
    const key = this.#host.ledger.written(conversationId, this.#host.author)
    this.drafts.push({ key, conversationId, content: `${key} ${text}` })
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
      if (await this.#isDecided(draft)) {
        this.drafts.shift()
        wait = FIRST_WAIT_MS
      } else {
        await delay(wait)
        wait = Math.min(wait * 2, LONGEST_WAIT_MS)
      }
    }
  }

  async #isDecided(draft: Draft): Promise<boolean> {
    const { ledger, attempt } = this.#host
    ledger.attempted(draft.key)
    const answer = await attempt(draft)
    if (answer && 'messageId' in answer) {
      ledger.acknowledgedAs(draft.key, answer)
      return true
    }
    const code = answer?.code ?? 'unanswered'
    if (answer && !PASSING.has(code)) {
      ledger.refused(draft.key, code)
      return true
    }
    ledger.setBack(draft.key, code)
    return false
  }
}
