import { Switch } from '../../ui/Switch.tsx'
import { useWords } from '../../words/useWords.ts'
import { ChoiceField } from './ChoiceField.tsx'
import { Group } from './Group.tsx'
import { NumberField } from './NumberField.tsx'
import { escalationSettings } from './resources.ts'
import { SettingsForm } from './SettingsForm.tsx'

const RANGE = [10, 86_400] as const

/** When people are told again of a chat nobody has taken. */
export function EscalationSection() {
  const { notifications } = useWords()
  const words = notifications.escalation
  return (
    <SettingsForm name="escalation" resource={escalationSettings} savedWords={notifications.saved}>
      {({ value, change, problem }) => (
        <div className="mx-auto max-w-2xl">
          <Group title={words.title} lead={words.lead}>
            <Switch label={words.isOn} checked={value.isOn} onChange={(isOn) => change({ isOn })} />
            <NumberField
              label={words.again}
              hint={words.seconds}
              value={value.againAfter}
              range={RANGE}
              error={problem('againAfter')}
              onChange={(againAfter) => change({ againAfter })}
            />
            <NumberField
              label={words.others}
              hint={words.seconds}
              value={value.othersAfter}
              range={RANGE}
              error={problem('othersAfter')}
              onChange={(othersAfter) => change({ othersAfter })}
            />
            <ChoiceField
              label={words.whom}
              value={value.others}
              names={words.whoms}
              onChange={(others) => change({ others })}
            />
          </Group>
        </div>
      )}
    </SettingsForm>
  )
}
