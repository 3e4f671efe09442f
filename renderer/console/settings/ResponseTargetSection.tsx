import { Switch } from '../../ui/Switch.tsx'
import { useWords } from '../../words/useWords.ts'
import { Group } from './Group.tsx'
import { NumberField } from './NumberField.tsx'
import { responseTarget } from './resources.ts'
import { SettingsForm } from './SettingsForm.tsx'

const RANGE = [1, 1_440] as const

/** How soon customers are to be answered. */
export function ResponseTargetSection() {
  const { notifications } = useWords()
  const words = notifications.responseTarget
  return (
    <SettingsForm name="responseTarget" resource={responseTarget} savedWords={notifications.saved}>
      {({ value, change, problem }) => (
        <div className="mx-auto max-w-2xl">
          <Group title={words.title} lead={words.lead}>
            <Switch label={words.isOn} checked={value.isOn} onChange={(isOn) => change({ isOn })} />
            <NumberField
              label={words.minutes}
              hint={words.unit}
              value={value.minutes}
              range={RANGE}
              error={problem('minutes')}
              onChange={(minutes) => change({ minutes })}
            />
          </Group>
        </div>
      )}
    </SettingsForm>
  )
}
