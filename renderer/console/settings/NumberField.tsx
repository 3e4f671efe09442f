import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

interface Props {
  label: string
  hint?: string
  value: number
  /** The least and the most. */
  range: readonly [number, number]
  onChange: (value: number) => void
  error?: string | undefined
}

/** A whole number. What is no number yet, because it is being written, changes nothing. */
export function NumberField({ label, hint, value, range, onChange, error }: Props) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <TextInput
          {...control}
          type="number"
          step={1}
          min={range[0]}
          max={range[1]}
          required
          defaultValue={value}
          className="w-28!"
          onChange={({ currentTarget: { valueAsNumber: number } }) => {
            if (Number.isInteger(number)) onChange(number)
          }}
        />
      )}
    </Field>
  )
}
