import type { OpeningHours } from '../../../server/contract/chat-settings.ts'
import { Switch } from '../../ui/Switch.tsx'
import { useWords } from '../../words/useWords.ts'
import { ownZone } from '../shell/zones.ts'
import { DayEditor } from './DayEditor.tsx'
import { Group } from './Group.tsx'
import { Holidays } from './holidays/Holidays.tsx'
import { chatSettings } from './resources.ts'
import { SettingsForm } from './SettingsForm.tsx'
import { ZoneField } from './ZoneField.tsx'

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
            {hours.isOn && (
              <>
                <Week hours={hours} set={set} problem={problem} />
                <Holidays hours={hours} set={set} error={problem('hours.holidays')} />
              </>
            )}
          </div>
        )
      }}
    </SettingsForm>
  )
}

export interface HoursProps {
  hours: OpeningHours
  set: (part: Partial<OpeningHours>) => void
}

function Week({
  hours,
  set,
  problem,
}: HoursProps & { problem: (path: string) => string | undefined }) {
  const { workspace: words } = useWords()
  return (
    <Group title={words.week} lead={words.weekLead}>
      <ZoneField
        label={words.zone}
        value={hours.zone}
        error={problem('hours.zone')}
        onChange={(zone) => set({ zone })}
      />
      {hours.week.map((intervals, day) => (
        <DayEditor
          key={words.days[day]}
          name={words.days[day] ?? ''}
          intervals={intervals}
          error={problem(`hours.week.${day}`)}
          onChange={(next) => set({ week: hours.week.with(day, next) })}
        />
      ))}
    </Group>
  )
}
