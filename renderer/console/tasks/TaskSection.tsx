import { useEffect, useRef } from 'react'
import { useWords } from '../../words/useWords.ts'
import { PartFailed } from '../profile/PartFailed.tsx'
import { findPlace, useFoundPlace } from '../shell/found-place.ts'
import { useRoute } from '../shell/navigation.ts'
import { AddTask } from './AddTask.tsx'
import { TaskLine } from './TaskLine.tsx'
import { useTasksOf } from './useTasks.ts'

/** What is still to be done for a customer by somebody; the one that was looked for is marked. */
export function TaskSection({ customerId }: { customerId: string }) {
  const { tasks: words } = useWords()
  const wantedId = useRoute(({ route }) => (route.screen === 'tasks' ? route.taskId : null))
  const { tasks, load } = useTasksOf(customerId, wantedId)
  const ref = useRef<HTMLUListElement>(null)
  const within = `tasks of ${customerId}`
  useEffect(() => {
    if (wantedId !== null) findPlace({ within, id: wantedId })
  }, [within, wantedId])
  useFoundPlace(within, ref, { isReady: !load.isLoading })
  return (
    <section aria-label={words.title} className="flex flex-col gap-1">
      <h3 className="font-semibold">{words.title}</h3>
      <PartFailed load={load} />
      {tasks.length === 0 && !load.isLoading && !load.error && (
        <p className="text-faint">{words.none}</p>
      )}
      <ul ref={ref} className="flex flex-col">
        {tasks.map((task) => (
          <TaskLine key={task.id} task={task} />
        ))}
      </ul>
      <AddTask origin={{ customerId }} />
    </section>
  )
}
