import { ListTodo } from 'lucide-react'
import type { Task } from '../../../server/contract/tasks.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ListSkeleton } from '../../ui/Skeleton.tsx'
import { useRowHeight } from '../../ui/density.ts'
import { VirtualList } from '../../ui/VirtualList.tsx'
import { useWords } from '../../words/useWords.ts'
import { Arriving } from '../shell/Arriving.tsx'
import { useListCommands } from '../shell/commands/useListCommands.ts'
import { navigate } from '../shell/navigation.ts'
import { type TaskFilter, toTask } from '../shell/route.ts'
import { useLoad } from '../sync/useLoad.ts'
import { loadMoreTasks, loadTasks, spanOf } from './load.ts'
import { TaskRow } from './TaskRow.tsx'
import { useRows } from './useTasks.ts'

interface Props {
  filter: TaskFilter
  openId: string | null
}

const WHOSE = ['me', 'all'] as const
const SHOWS = ['open', 'overdue', 'done'] as const

/** Tasks: one's own or everybody's, what is to do, what should have been done, or what was. */
export function TaskList({ filter, openId }: Props) {
  const { tasks: words } = useWords()
  const choose = (change: Partial<TaskFilter>) =>
    navigate(toTask(openId, { ...filter, ...change }), { replace: true })
  return (
    <>
      <header className="flex flex-col gap-2 border-b border-line px-3 pt-3 pb-2">
        <h2 className="pl-1 text-lg font-semibold">{words.title}</h2>
        <div className="grid grid-cols-2 gap-1.5">
          <Choice
            label={words.whose}
            value={filter.whose}
            options={WHOSE.map((value) => ({ value, label: words.whoseAre[value] }))}
            onChange={(whose) => choose({ whose })}
          />
          <Choice
            label={words.show}
            value={filter.show}
            options={SHOWS.map((value) => ({ value, label: words.shows[value] }))}
            onChange={(show) => choose({ show })}
          />
        </div>
      </header>
      <Rows filter={filter} openId={openId} />
    </>
  )
}

const idOf = (task: Task) => task.id

function Rows({ filter, openId }: Props) {
  const { tasks: words, app } = useWords()
  const found = useRows(filter)
  const load = useLoad(found ? null : spanOf(filter), () => loadTasks(filter))
  const rowHeight = useRowHeight('ticket')
  useListCommands(found?.rows ?? [], openId, (id) => toTask(id, filter))
  if (load.error || !found)
    return (
      <Arriving load={load} skeleton={<ListSkeleton label={app.loading} rowHeight={rowHeight} />} />
    )
  const { rows, goesOn } = found
  if (rows.length === 0)
    return <Empty icon={ListTodo} title={words.empty[filter.show]} hint={words.emptyHint} />
  return (
    <VirtualList
      key={`${filter.whose} ${filter.show}`}
      label={words.list}
      items={rows}
      keyOf={idOf}
      rowHeight={rowHeight}
      current={rows.findIndex(({ id }) => id === openId)}
      onNearEnd={() => goesOn && void loadMoreTasks(filter)}
      renderRow={(task) => (
        <TaskRow task={task} to={toTask(task.id, filter)} isOpen={task.id === openId} />
      )}
    />
  )
}
