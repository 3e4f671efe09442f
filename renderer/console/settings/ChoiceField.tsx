import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'

interface Props<V extends string> {
  label: string
  hint?: string | undefined
  value: V
  /** Every value and what it is called, in the order they are shown. */
  names: Record<V, string>
  onChange: (value: V) => void
  error?: string | undefined
}

/** One of several named values. */
export function ChoiceField<V extends string>(props: Props<V>) {
  const { label, hint, value, names, onChange, error } = props
  const values = Object.keys(names) as V[]
  return (
    <Field label={label} hint={hint} error={error}>
      {() => (
        <Choice
          label={label}
          value={value}
          options={values.map((one) => ({ value: one, label: names[one] }))}
          onChange={onChange}
        />
      )}
    </Field>
  )
}
