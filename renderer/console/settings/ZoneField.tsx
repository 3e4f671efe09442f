import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { ZONES } from '../shell/zones.ts'

const LIST = 'time-zones'

interface Props {
  label: string
  value: string
  onChange: (zone: string) => void
  error: string | undefined
}

/** A time zone by its name. */
export function ZoneField({ label, value, onChange, error }: Props) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <>
          <TextInput
            {...control}
            list={LIST}
            value={value}
            spellCheck={false}
            onChange={(event) => onChange(event.currentTarget.value.trim())}
          />
          <datalist id={LIST}>
            {ZONES.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
