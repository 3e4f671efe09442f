import { type FormEvent, type KeyboardEvent, useState } from 'react'
import type { CustomerField, FieldValue } from '../../../server/contract/customer-fields.ts'
import { Choice } from '../../ui/Choice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { fieldProblem, tellProblem } from '../shell/problem-words.ts'
import { useAction } from '../shell/useAction.ts'
import { setField } from './fields.ts'

interface Props {
  customerId: string
  field: CustomerField
  value: FieldValue
}

/** One field of the workspace's own: chosen from what there is, or written. */
export function OwnField(props: Props) {
  const { type, isArchived } = props.field
  const [isEditing, setEditing] = useState(false)
  if (!isArchived && (type === 'choice' || type === 'boolean')) return <Chosen {...props} />
  if (isEditing) return <Editor {...props} onDone={() => setEditing(false)} />
  return <Shown {...props} onEdit={isArchived ? undefined : () => setEditing(true)} />
}

const NOTHING = ''

function Chosen({ customerId, field, value }: Props) {
  const { fields: words } = useWords().profile
  const { key, label, type, choices } = field
  const options =
    type === 'boolean'
      ? [
          { value: 'true', label: words.yes },
          { value: 'false', label: words.no },
        ]
      : choices.map((choice) => ({ value: choice, label: choice }))
  const given = value === null ? NOTHING : String(value)
  const isGone = given !== NOTHING && !options.some((option) => option.value === given)
  const set = (chosen: string) => {
    const next = type === 'boolean' ? chosen === 'true' : chosen
    attempt(() => setField(customerId, key, chosen === NOTHING ? null : next))
  }
  return (
    <div className="flex min-h-8 items-center gap-2">
      <span aria-hidden className="w-24 shrink-0 truncate text-faint" title={label}>
        {label}
      </span>
      <Choice
        label={label}
        value={given}
        options={[
          { value: NOTHING, label: words.unknown },
          ...options,
          ...(isGone ? [{ value: given, label: given }] : []),
        ]}
        onChange={set}
        className="flex-1"
      />
    </div>
  )
}

function useSaid({ field: { type }, value }: Props): string {
  const { number, date } = useFormats()
  const { fields: words } = useWords().profile
  if (value === null) return ''
  if (typeof value === 'number') return number(value)
  if (typeof value === 'boolean') return value ? words.yes : words.no
  return type === 'date' ? date(`${value}T00:00:00`) : value
}

function Shown({ onEdit, ...props }: Props & { onEdit: (() => void) | undefined }) {
  const { customer: words } = useWords()
  const { label, type } = props.field
  const said = useSaid(props)
  const isLink = type === 'url' && typeof props.value === 'string'
  return (
    <div className="-mx-1.5 flex min-h-7 items-center gap-2 rounded-md px-1.5 hover:bg-sunken">
      <span className="w-24 shrink-0 truncate text-faint" title={label}>
        {label}
      </span>
      {isLink && (
        <a
          href={String(props.value)}
          target="_blank"
          rel="noreferrer"
          className="min-w-0 flex-1 truncate text-accent-text underline"
        >
          {said}
        </a>
      )}
      <button
        type="button"
        disabled={!onEdit}
        onClick={onEdit}
        className={isLink ? 'text-soft' : 'min-w-0 flex-1 truncate text-left'}
      >
        {isLink ? null : said || <span className="text-faint">{words.add(label)}</span>}
        {said && <span className={isLink ? '' : 'sr-only'}> {words.editField(label)}</span>}
      </button>
    </div>
  )
}

const INPUTS = { number: 'number', date: 'date', url: 'url' } as const

interface EditorProps extends Props {
  onDone: () => void
}

function useSaving({ customerId, field: { key, type }, value, onDone }: EditorProps) {
  const { run, isBusy, error } = useAction(async (text: string) => {
    const next = text === '' ? null : type === 'number' ? Number(text) : text
    if (next !== value) await setField(customerId, key, next)
    onDone()
  })
  const problem = error ? (fieldProblem(error, `fields.${key}`) ?? tellProblem(error)) : null
  return { run, isBusy, problem }
}

function Editor(props: EditorProps) {
  const { value, onDone } = props
  const { label, type } = props.field
  const { run, isBusy, problem } = useSaving(props)
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const given = new FormData(event.currentTarget).get('value')
    run(typeof given === 'string' ? given.trim() : '')
  }
  function press(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onDone()
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-1">
      <TextInput
        autoFocus
        name="value"
        type={(INPUTS as Record<string, string>)[type] ?? 'text'}
        step="any"
        maxLength={500}
        defaultValue={value === null ? '' : String(value)}
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        readOnly={isBusy}
        onBlur={(event) => event.currentTarget.form?.requestSubmit()}
        onKeyDown={press}
      />
      {problem && (
        <p role="alert" className="px-1.5 text-xs text-danger">
          {problem}
        </p>
      )}
    </form>
  )
}
