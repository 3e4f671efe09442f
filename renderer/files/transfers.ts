import type { Transfer, Transferred } from './transfer.ts'
import { FILE_LOST, refusedBy } from './refused.ts'

export type SendFile = (file: File, transfer: Transfer) => Promise<Transferred>

interface Run {
  outcome: Promise<Transferred>
  share: number | null
  control: AbortController
}

/** Uploads under way: each file's once, however many wait for it. What is stored is known until it is forgotten. */
export class Transfers {
  readonly #runs = new Map<string, Run>()
  readonly #listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** How much of a file has left, from 0 to 1; null while it is not under way. */
  readonly shareOf = (key: string) => this.#runs.get(key)?.share ?? null

  /** What becomes of the file with this key: it is sent, unless it is under way or was stored. */
  readonly run = (key: string, file: File, send: SendFile): Promise<Transferred> => {
    const known = this.#runs.get(key)
    if (known) return known.outcome
    const control = new AbortController()
    const tell = (share: number | null) => {
      run.share = share
      for (const listener of this.#listeners) listener()
    }
    const end = (outcome: Transferred) => {
      if (outcome.result !== 'stored' && this.#runs.get(key) === run) this.#runs.delete(key)
      tell(null)
      return outcome
    }
    const outcome = send(file, { onProgress: tell, signal: control.signal })
      .then((attempt) => orLost(attempt, file))
      .then(end)
    const run: Run = { outcome, share: 0, control }
    this.#runs.set(key, run)
    return outcome
  }

  /** Stops what is under way; the next who wants a file sent sends it anew. */
  readonly forget = (...keys: readonly string[]) => {
    for (const key of keys) {
      this.#runs.get(key)?.control.abort()
      this.#runs.delete(key)
    }
  }

  readonly forgetAll = () => this.forget(...this.#runs.keys())
}

// A folder, or a file that was changed or moved since it was chosen, breaks off like a connection, each time.
function orLost(outcome: Transferred, file: File): Transferred | Promise<Transferred> {
  if (outcome.result !== 'unreachable') return outcome
  return file
    .slice(0, 1)
    .text()
    .then(
      () => outcome,
      () => refusedBy(FILE_LOST),
    )
}
