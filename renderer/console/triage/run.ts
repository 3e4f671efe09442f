import type { ActResult, BulkResult } from '../../../server/contract/inbox.ts'

const PART = 100

/** What came of an act on conversations; `error` is why the rest was not tried. */
export interface Outcome {
  readonly results: readonly ActResult[]
  readonly undoIds: readonly string[]
  readonly error: unknown
}

/** An act on many conversations, part by part, so that its progress shows and it can be ended. */
export class ActRun {
  readonly #part: (ids: readonly string[]) => Promise<BulkResult>
  readonly #progressed: (done: number, total: number) => void
  #isCancelled = false

  constructor(
    part: (ids: readonly string[]) => Promise<BulkResult>,
    progressed: (done: number, total: number) => void,
  ) {
    this.#part = part
    this.#progressed = progressed
  }

  /** The part that is under way is finished, and no other begun. */
  cancel() {
    this.#isCancelled = true
  }

  /** Does all of it. What is done stays done when a later part fails as a whole. */
  async all(ids: readonly string[]): Promise<Outcome> {
    const results: ActResult[] = []
    const undoIds: string[] = []
    for (let at = 0; at < ids.length && !this.#isCancelled; at += PART) {
      this.#progressed(at, ids.length)
      try {
        const answer = await this.#part(ids.slice(at, at + PART))
        results.push(...answer.results)
        if (answer.undoId !== null) undoIds.push(answer.undoId)
      } catch (error) {
        return { results, undoIds, error }
      }
    }
    return { results, undoIds, error: null }
  }
}
