import type { Task } from '../../../server/contract/tasks.ts'
import { useWords } from '../../words/useWords.ts'
import { useWorld } from '../sync/store.ts'

/** Whose task it is; whoever has left is named so. */
export function Assignee({ task }: { task: Task }) {
  const { tasks: words } = useWords()
  const agent = useWorld((world) => world.agents[task.assignedTo]?.value)
  return (
    <span className="min-w-0 truncate">
      <bdi>{agent?.name ?? task.assignee.name}</bdi>
      {agent?.isActive === false && <span className="text-warn"> ({words.left})</span>}
    </span>
  )
}
