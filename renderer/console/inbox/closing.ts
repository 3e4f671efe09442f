import { sayUndoable } from '../../ui/toast.ts'
import { words } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { close, reopen } from '../sync/command.ts'

/** Closes a conversation at once, and offers to take it back. */
export function closeUndoable(id: string) {
  attempt(async () => {
    await close(id)
    const { conversation, undo } = words().commands
    sayUndoable(conversation.closed, undo, () => attempt(() => reopen(id)))
  })
}
