import { ListTodo, ListX } from 'lucide-react'
import { Empty } from '../../ui/Empty.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { CustomerPage } from '../customers/CustomerPage.tsx'
import { Arriving } from '../shell/Arriving.tsx'
import { Pane } from '../shell/Pane.tsx'
import { PaneState } from '../shell/PaneState.tsx'
import { type TaskFilter, toTask } from '../shell/route.ts'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { loadTask } from './load.ts'
import { TaskList } from './TaskList.tsx'

interface Props {
  filter: TaskFilter
  taskId: string | null
}

/** The list of tasks, and the customer of the one that is open. */
export function TasksScreen({ filter, taskId }: Props) {
  const { tasks: words } = useWords()
  return (
    <>
      <Pane label={words.list} isList isHidden={taskId !== null}>
        <TaskList filter={filter} openId={taskId} />
      </Pane>
      {taskId === null ? (
        <div className="flex-1 max-md:hidden">
          <Empty icon={ListTodo} title={words.choose} hint={words.chooseHint} />
        </div>
      ) : (
        <TaskPane key={taskId} filter={filter} taskId={taskId} />
      )}
    </>
  )
}

function TaskPane({ filter, taskId }: { filter: TaskFilter; taskId: string }) {
  const { tasks: words, app } = useWords()
  const task = useWorld((world) => world.tasks[taskId]?.value)
  const load = useLoad(task === undefined ? taskId : null, () => loadTask(taskId))
  const back = toTask(null, filter)
  if (task) return <CustomerPage key={task.customerId} id={task.customerId} back={back} />
  const gone = <Empty icon={ListX} title={words.gone} />
  return (
    <Pane label={words.title}>
      <PaneState back={back}>
        {task === null ? (
          gone
        ) : (
          <Arriving load={load} gone={gone} skeleton={<PageSkeleton label={app.loading} />} />
        )}
      </PaneState>
    </Pane>
  )
}
