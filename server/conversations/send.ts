import { type BatchObserver, createGroupCommit } from '../db/group-commit.ts'
import type { Database } from '../db/transaction.ts'
import { ProblemError } from '../problems.ts'
import { appendMessages, type Draft, messageContent, type Outcome } from './append.ts'

/** Sends one message; answers once it is on disk, or throws the problem. */
export interface SendMessage {
  (draft: Draft): Promise<Exclude<Outcome, ProblemError>>
  /** Resolves when no message is under way any more. */
  settled(): Promise<void>
}

/** Sends messages by group commit: whatever arrives while one commit is under way shares the next. */
export function createSender(database: Database, observe?: BatchObserver): SendMessage {
  const commit = createGroupCommit<Draft, Outcome>(database, appendMessages, observe)
  const send = async (draft: Draft) => {
    const outcome = await commit({ ...draft, content: messageContent(draft.content) })
    if (outcome instanceof ProblemError) throw outcome
    return outcome
  }
  return Object.assign(send, { settled: () => commit.settled() })
}
