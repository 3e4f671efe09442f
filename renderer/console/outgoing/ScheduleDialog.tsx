import { useState } from 'react'
import { isBlank } from '../../../server/contract/text.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextArea, TextInput } from '../../ui/TextInput.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { ownZone, zoneName } from '../shell/zones.ts'
import { fieldValue, presetsAt } from './presets.ts'

/** When a reply goes out, and what it says where that can be changed. */
export interface Schedule {
  at: string
  stopsOnReply: boolean
  content?: string
}

interface Props {
  title: string
  submit: string
  /** The customer's time zone, where it is known. */
  zone: string | null
  /** What stands so far; a text that is given can be changed. */
  before?: Schedule
  onSubmit: (schedule: Schedule) => Promise<unknown>
  onClose: () => void
}

/** Asks when a reply goes out. */
export function ScheduleDialog(props: Props) {
  const { app } = useWords()
  return (
    <DialogBox open onOpenChange={props.onClose} title={props.title} closeLabel={app.close}>
      <ScheduleForm {...props} />
    </DialogBox>
  )
}

const tomorrow = () =>
  presetsAt(new Date()).find(({ name }) => name === 'tomorrow')?.at ?? new Date()
const timeOf = (value: string) => new Date(value)

function useSchedule({ before, onSubmit, onClose }: Props) {
  const { outgoing } = useWords()
  const [value, setValue] = useState(() => fieldValue(before ? new Date(before.at) : tomorrow()))
  const [stopsOnReply, setStops] = useState(before?.stopsOnReply ?? true)
  const [content, setContent] = useState(before?.content)
  const [problem, setProblem] = useState<string>()
  const action = useAction(async (schedule: Schedule) => {
    await onSubmit(schedule)
    onClose()
  })
  function submit() {
    const at = timeOf(value)
    const isPast = Number.isNaN(at.getTime()) || at.getTime() <= Date.now()
    setProblem(isPast ? outgoing.past : undefined)
    if (isPast) return
    const text = content === undefined ? {} : { content }
    action.run({ at: at.toISOString(), stopsOnReply, ...text })
  }
  const isBlocked = content !== undefined && isBlank(content)
  return {
    value,
    setValue,
    stopsOnReply,
    setStops,
    content,
    setContent,
    problem,
    action,
    submit,
    isBlocked,
  }
}

function ScheduleForm(props: Props) {
  const { outgoing } = useWords()
  const schedule = useSchedule(props)
  const { value, content, action } = schedule
  const { form } = useForm(action.error, schedule.submit)
  return (
    <form {...form} className="flex flex-col gap-4">
      {content !== undefined && <TextField text={content} onChange={schedule.setContent} />}
      <TimeField value={value} problem={schedule.problem} onChange={schedule.setValue} />
      <CustomerTime zone={props.zone} at={timeOf(value)} />
      <Switch label={outgoing.stops} checked={schedule.stopsOnReply} onChange={schedule.setStops} />
      <FormProblem error={action.error} />
      <Button
        type="submit"
        look="primary"
        className="self-end"
        disabled={action.isBusy || schedule.isBlocked}
      >
        {props.submit}
      </Button>
    </form>
  )
}

function CustomerTime({ zone, at }: { zone: string | null; at: Date }) {
  const { outgoing } = useWords()
  const { clockIn } = useFormats()
  if (zone === null || Number.isNaN(at.getTime())) return null
  const time = clockIn(zone, at.getTime())
  return (
    time && <p className="-mt-2 text-xs text-soft">{outgoing.forCustomer(time, zoneName(zone))}</p>
  )
}

function TextField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { outgoing } = useWords()
  return (
    <Field label={outgoing.text}>
      {(control) => (
        <TextArea
          {...control}
          value={text}
          dir="auto"
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

interface TimeProps {
  value: string
  problem: string | undefined
  onChange: (value: string) => void
}

function TimeField({ value, problem, onChange }: TimeProps) {
  const { outgoing } = useWords()
  return (
    <Field label={outgoing.time} hint={ownZone()} error={problem}>
      {(control) => (
        <TextInput
          {...control}
          type="datetime-local"
          value={value}
          required
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
