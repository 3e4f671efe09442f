import { type ComponentProps, useState } from 'react'
import type { Task } from '../../../server/contract/tasks.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea, TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { currentOf } from '../sync/problem.ts'
import { Assignee } from './Assignee.tsx'
import { type Asked, closeTaskDialog } from './dialog.ts'
import { DueButton } from './DueButton.tsx'
import { DueMark } from './DueMark.tsx'
import { createTask, updateTask, type Written } from './load.ts'

/** What is to be done, until when and by whom. Where somebody else was quicker, it says what they made of it. */
export function TaskForm({ asked }: { asked: Exclude<Asked, { does: 'delete' }> }) {
  const { tasks: words, app } = useWords()
  const me = useMe().id
  const before = asked.does === 'edit' ? asked.task : null
  const [due, setDue] = useState(before?.dueAt ? new Date(before.dueAt) : null)
  const [assignedTo, setAssignedTo] = useState(before?.assignedTo ?? me)
  const saving = useSaving(asked)
  const { form, problem } = useForm(saving.error, (sent) =>
    saving.run({
      title: fieldText(sent, 'title'),
      note: fieldText(sent, 'note'),
      dueAt: due?.toISOString() ?? null,
      assignedTo,
    }),
  )
  return (
    <form {...form} className="flex flex-col gap-4">
      <TitleField title={before?.title} error={problem('title')} />
      <DueField value={due} onChange={setDue} />
      <AssigneeChoice task={before} value={assignedTo} onChange={setAssignedTo} />
      <NoteField note={before?.note} error={problem('note')} />
      {saving.theirs ? <Theirs task={saving.theirs} /> : <FormProblem error={saving.error} />}
      <div className="flex justify-end gap-2">
        <Button onClick={closeTaskDialog}>{app.cancel}</Button>
        <Button type="submit" look="primary" disabled={saving.isBusy}>
          {before ? app.save : words.submit}
        </Button>
      </div>
    </form>
  )
}

interface Said {
  error: string | undefined
}

function TitleField({ title, error }: Said & { title: string | undefined }) {
  const { tasks: words } = useWords()
  return (
    <Field label={words.name} error={error}>
      {(control) => (
        <TextInput
          {...control}
          name="title"
          defaultValue={title}
          maxLength={200}
          required
          autoComplete="off"
        />
      )}
    </Field>
  )
}

function NoteField({ note, error }: Said & { note: string | undefined }) {
  const { tasks: words, app } = useWords()
  return (
    <Field label={words.note} hint={app.optional} error={error}>
      {(control) => (
        <TextArea {...control} name="note" defaultValue={note} maxLength={5000} rows={3} />
      )}
    </Field>
  )
}

function DueField(props: ComponentProps<typeof DueButton>) {
  const { tasks: words } = useWords()
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="font-medium">{words.due}</span>
      <DueButton {...props} />
      {!props.value && <span className="text-faint">{words.noDue}</span>}
    </div>
  )
}

/** Saves what was written; `theirs` is what somebody else made of the task meanwhile, which the next try replaces. */
function useSaving(asked: Exclude<Asked, { does: 'delete' }>) {
  const [theirs, setTheirs] = useState<Task | null>(null)
  const saving = useAction(async (written: Written) => {
    if (asked.does === 'add') await createTask(asked.origin, written)
    else {
      const { id, version } = theirs ?? asked.task
      try {
        await updateTask(id, { ...written, version })
      } catch (error) {
        const current = currentOf<Task>(error, 'task_changed')
        if (!current) throw error
        setTheirs(current)
        return
      }
    }
    closeTaskDialog()
  })
  return { ...saving, theirs }
}

function Theirs({ task }: { task: Task }) {
  const { tasks: words } = useWords()
  return (
    <div
      role="alert"
      className="flex flex-col gap-1 rounded-md border border-danger bg-surface px-3 py-2"
    >
      <p className="text-danger">{words.changed}</p>
      <p className="wrap-anywhere">
        <bdi>{task.title}</bdi>
      </p>
      {task.note && <p className="line-clamp-3 wrap-anywhere text-soft">{task.note}</p>}
      <p className="flex flex-wrap items-center gap-2 text-xs text-faint">
        <DueMark task={task} />
        <Assignee task={task} />
      </p>
      <p className="text-soft">{words.changedHint}</p>
    </div>
  )
}

interface ChoiceProps {
  task: Task | null
  value: string
  onChange: (id: string) => void
}

function AssigneeChoice({ task, value, onChange }: ChoiceProps) {
  const { tasks: words } = useWords()
  const agents = useAgentOptions()
  // Whoever has left is no option any more, but their name must still show.
  const gone =
    task && !agents.some((agent) => agent.value === task.assignedTo)
      ? [{ value: task.assignedTo, label: `${task.assignee.name} (${words.left})` }]
      : []
  return (
    <div className="flex flex-col gap-1">
      <span className="font-medium">{words.assignee}</span>
      <Choice<string>
        label={words.assignee}
        value={value}
        options={[...agents, ...gone]}
        onChange={onChange}
      />
    </div>
  )
}
