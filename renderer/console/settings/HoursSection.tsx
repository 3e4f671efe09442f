import type { OpeningHours } from '../../../server/contract/chat-settings.ts'
import { Switch } from '../../ui/Switch.tsx'
import { useWords } from '../../words/useWords.ts'
import { ownZone } from '../shell/zones.ts'
import { Group } from './Group.tsx'
import { HoursEditor } from './HoursEditor.tsx'
import { chatSettings } from './resources.ts'
import { SettingsForm } from './SettingsForm.tsx'

/** When somebody answers. */
export function HoursSection() {
  const { workspace: words } = useWords()
  return (
    <SettingsForm name="hours" resource={chatSettings}>
      {({ value, change, problem }) => {
        const { hours } = value
        const set = (part: Partial<OpeningHours>) => change({ hours: { ...hours, ...part } })
        return (
          <div className="mx-auto max-w-2xl">
            <Group title={words.hours} lead={words.hoursLead}>
              <Switch
                label={words.hoursOn}
                hint={words.hoursOfTeams}
                checked={hours.isOn}
                onChange={(isOn) => set({ isOn, ...(hours.zone === 'UTC' && { zone: ownZone() }) })}
              />
              <Switch
                label={words.needsAgent}
                hint={words.needsAgentHint}
                checked={value.needsAgentOnline}
                onChange={(needsAgentOnline) => change({ needsAgentOnline })}
              />
            </Group>
            {hours.isOn && <HoursEditor {...{ hours, set, problem }} />}
          </div>
        )
      }}
    </SettingsForm>
  )
}
