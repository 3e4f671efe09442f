import { X } from 'lucide-react'
import type { CustomerField } from '../../../server/contract/customer-fields.ts'
import type { FieldCondition } from '../../../server/contract/segments.ts'
import { Choice } from '../../ui/Choice.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { useFields } from '../profile/fields.ts'
import { conditionOn, hasValue, operatorsOf, withOperator, withValue } from './conditions.ts'

interface Props {
  /** The name its value has in the form. */
  name: string
  condition: FieldCondition
  problem: string | undefined
  onChange: (condition: FieldCondition) => void
  onRemove: () => void
}

/** One condition on a field: which field, what is asked of it, and the value it is compared with. */
export function FieldConditionRow(props: Props) {
  const { name, condition, problem, onChange, onRemove } = props
  const words = useWords().people.segments
  const { fields } = useFields()
  const field = fields.find(({ key }) => key === condition.key)
  const label = field?.label ?? condition.key
  const options = fields
    .filter(({ isArchived, key }) => !isArchived || key === condition.key)
    .map((one) => ({ value: one.key, label: one.label }))
  function choose(key: string) {
    const chosen = fields.find((one) => one.key === key)
    if (chosen && key !== condition.key) onChange(conditionOn(chosen))
  }
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-1 rounded-md bg-sunken p-2">
      <div className="flex items-center gap-1">
        <Choice
          label={words.field}
          value={condition.key}
          options={options}
          className="flex-1"
          onChange={choose}
        />
        <IconButton icon={X} label={words.remove(label)} onClick={onRemove} />
      </div>
      {field && (
        <div className="grid grid-cols-2 gap-1">
          <OperatorChoice field={field} condition={condition} onChange={onChange} />
          {hasValue(condition.is) && (
            <Value {...{ field, condition, name, onChange }} isWrong={problem !== undefined} />
          )}
        </div>
      )}
      {problem && <p className="text-xs text-danger">{problem}</p>}
    </div>
  )
}

type PartProps = Pick<Props, 'condition' | 'onChange'> & { field: CustomerField }

function OperatorChoice({ field, condition, onChange }: PartProps) {
  const words = useWords().people.segments
  const said = field.type === 'date' ? words.dateOperators : words.operators
  return (
    <Choice
      label={words.asked(field.label)}
      value={condition.is}
      options={operatorsOf(field, condition.is).map((value) => ({ value, label: said[value] }))}
      onChange={(is) => onChange(withOperator(field, condition, is))}
    />
  )
}

const INPUTS: Partial<Record<CustomerField['type'], string>> = { number: 'number', date: 'date' }

function Value({
  field,
  condition,
  name,
  isWrong,
  onChange,
}: PartProps & { name: string; isWrong: boolean }) {
  const words = useWords().people.segments
  const label = words.value(field.label)
  const { value } = condition
  if (field.type === 'choice' || field.type === 'boolean')
    return <ChosenValue {...{ field, condition, onChange }} />
  return (
    <TextInput
      type={INPUTS[field.type] ?? 'text'}
      step="any"
      name={name}
      aria-label={label}
      aria-invalid={isWrong || undefined}
      required
      maxLength={200}
      value={typeof value === 'boolean' ? String(value) : (value ?? '')}
      onChange={(event) => onChange(withValue(field, condition, event.currentTarget.value))}
    />
  )
}

function ChosenValue({ field, condition, onChange }: PartProps) {
  const words = useWords().people.segments
  const isTruth = field.type === 'boolean'
  const value = String(condition.value ?? '')
  const choices = isTruth
    ? [
        { value: 'true', label: words.yes },
        { value: 'false', label: words.no },
      ]
    : field.choices.map((choice) => ({ value: choice, label: choice }))
  // What is no longer to be chosen stays what is asked.
  const isGone = value !== '' && !choices.some((choice) => choice.value === value)
  return (
    <Choice
      label={words.value(field.label)}
      value={value}
      options={isGone ? [...choices, { value, label: value }] : choices}
      onChange={(chosen) => onChange({ ...condition, value: isTruth ? chosen === 'true' : chosen })}
    />
  )
}
