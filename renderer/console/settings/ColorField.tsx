import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

interface Props {
  label: string
  value: string
  onChange: (color: string) => void
  error?: string | undefined
}

const COLOR = /^#[0-9a-f]{6}$/i

/** A colour, picked or written as `#rrggbb`. */
export function ColorField({ label, value, onChange, error }: Props) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <div className="flex items-center gap-2">
          <input
            type="color"
            aria-label={label}
            value={COLOR.test(value) ? value : '#000000'}
            onChange={(event) => onChange(event.currentTarget.value)}
            className="h-8 w-12 cursor-pointer rounded-md border border-edge/60 bg-surface p-0.5"
          />
          <TextInput
            {...control}
            value={value}
            maxLength={7}
            spellCheck={false}
            className="w-28!"
            onChange={(event) => onChange(event.currentTarget.value.trim())}
          />
        </div>
      )}
    </Field>
  )
}
