import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

const zones = Intl.supportedValuesOf('timeZone')
const ZONES = 'time-zones'

/** The zone of the clock this window shows. */
export const ownZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

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
            list={ZONES}
            value={value}
            spellCheck={false}
            onChange={(event) => onChange(event.currentTarget.value.trim())}
          />
          <datalist id={ZONES}>
            {zones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
