import { type BatchObserver, createGroupCommit } from '../db/group-commit.ts'
import type { Database } from '../db/transaction.ts'
import { ProblemError } from '../problems.ts'
import { appendMessages, type Draft, messageContent, type Outcome } from './append.ts'

/** Sends one message; answers once it is on disk, or throws the problem. */
export type SendMessage = (draft: Draft) => Promise<Exclude<Outcome, ProblemError>>

/** Sends messages by group commit: whatever arrives while one commit is under way shares the next. */
export function createSender(database: Database, observe?: BatchObserver): SendMessage {
  const commit = createGroupCommit<Draft, Outcome>(database, appendMessages, observe)
  return async (draft) => {
    const outcome = await commit({ ...draft, content: messageContent(draft.content) })
    if (outcome instanceof ProblemError) throw outcome
    return outcome
  }
}
