import { useWords } from './language.ts'
import type { Question } from './questions.ts'

interface FieldProps {
  question: Question
  value: string
  error: string | undefined
  disabled?: boolean
  startHere?: boolean
  onInput: (value: string) => void
}

/** The id under which a question's field is found on the page. */
export const idOf = ({ path }: Pick<Question, 'path'>) => `field-${path.replace('.', '-')}`

/** A labelled field with its error beside it. */
export function Field(props: FieldProps) {
  const { question, error } = props
  const id = idOf(question)
  return (
    <div class="field">
      <label for={id}>{question.label}</label>
      <Control {...props} />
      {error !== undefined && (
        <p class="problem" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}

const AUTOCOMPLETE: Partial<Record<Question['kind'], string>> = {
  name: 'name',
  email: 'email',
  phone: 'tel',
  company: 'organization',
}
const INPUT_MODE: Partial<Record<Question['kind'], string>> = { email: 'email', phone: 'tel' }

function Control({ question, value, error, disabled, startHere, onInput }: FieldProps) {
  const { form } = useWords()
  const { kind, path, isRequired, choices } = question
  const id = idOf(question)
  const common = {
    id,
    name: path,
    disabled,
    required: isRequired,
    'aria-invalid': error !== undefined,
    'aria-describedby': error === undefined ? undefined : `${id}-error`,
    'data-start-here': startHere,
    value,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onInput(currentTarget.value),
  }
  if (kind === 'long_text') return <textarea {...common} rows={4} dir="auto" />
  if (kind === 'choice')
    return (
      <select {...common}>
        <option value="">{form.choose}</option>
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    )
  return (
    <input
      {...common}
      type="text"
      dir="auto"
      spellcheck={false}
      inputMode={INPUT_MODE[kind] ?? 'text'}
      autocapitalize={kind === 'email' ? 'none' : 'sentences'}
      autocomplete={AUTOCOMPLETE[kind] ?? 'on'}
    />
  )
}
