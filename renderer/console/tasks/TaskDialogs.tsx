import { DialogBox } from '../../ui/DialogBox.tsx'
import { useWords } from '../../words/useWords.ts'
import { DeleteDialog } from '../shell/DeleteDialog.tsx'
import { useRoute } from '../shell/navigation.ts'
import { closeTaskDialog, useAsked } from './dialog.ts'
import { deleteTask } from './load.ts'
import { TaskForm } from './TaskForm.tsx'

/** The dialogs of tasks, wherever they are asked for. */
export function TaskDialogs() {
  const { tasks: words, app } = useWords()
  const asked = useAsked((state) => state.asked)
  const here = useRoute((state) => state.route)
  if (!asked) return null
  if (asked.does === 'delete')
    return (
      <DeleteDialog
        title={words.deleteTitle(asked.task.title)}
        words={{
          deleteLead: words.deleteLead,
          delete: words.deleteSubmit,
          deleted: words.deleted,
        }}
        remove={() => deleteTask(asked.task.id)}
        next={here}
        open
        onOpenChange={closeTaskDialog}
      />
    )
  const title = asked.does === 'add' ? words.addFor(asked.customerName) : words.editTitle
  return (
    <DialogBox open onOpenChange={closeTaskDialog} title={title} closeLabel={app.close}>
      <TaskForm asked={asked} />
    </DialogBox>
  )
}
