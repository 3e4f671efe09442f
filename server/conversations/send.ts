import { type BatchObserver, GroupCommit } from '../db/group-commit.ts'
import type { Database } from '../db/transaction.ts'
import { ProblemError } from '../problems.ts'
import { appendMessages, type Draft, messageContent, type Outcome } from './append.ts'

/** Sends messages by group commit: whatever arrives while one commit is under way shares the next. */
export class Sender {
  readonly #commit: GroupCommit<Draft, Outcome>

  constructor(database: Database, observe?: BatchObserver) {
    this.#commit = new GroupCommit({ database, run: appendMessages, observe })
  }

  /** Sends one message; answers once it is on disk, or throws the problem. */
  async send(draft: Draft): Promise<Exclude<Outcome, ProblemError>> {
    const hasFiles = (draft.attachmentIds ?? []).length > 0
    const content = messageContent(draft.content, hasFiles)
    const outcome = await this.#commit.submit({ ...draft, content })
    if (outcome instanceof ProblemError) throw outcome
    return outcome
  }

  /** Resolves when no message is under way any more. */
  settled(): Promise<void> {
    return this.#commit.settled()
  }
}
