import type { QuietHours } from '../../../server/contract/notifications.ts'
import { Switch } from '../../ui/Switch.tsx'
import { useWords } from '../../words/useWords.ts'
import { ownZone } from '../shell/zones.ts'
import { DayEditor } from './DayEditor.tsx'
import { Group } from './Group.tsx'
import type { PreferenceEditing } from './NotificationsSection.tsx'
import { ZoneField } from './ZoneField.tsx'

/** When an agent is not to be disturbed, by the clock of a zone, for each day of the week. */
export function QuietHoursGroup({ value, change, problem }: PreferenceEditing) {
  const { notifications: words } = useWords()
  const { quietHours } = value
  const { isOn, zone, week } = quietHours
  const set = (part: Partial<QuietHours>) => change({ quietHours: { ...quietHours, ...part } })
  return (
    <Group title={words.quiet.title} lead={words.quiet.lead}>
      <Switch
        label={words.quiet.isOn}
        checked={isOn}
        onChange={(next) => set({ isOn: next, ...(zone === 'UTC' && { zone: ownZone() }) })}
      />
      {isOn && (
        <>
          <ZoneField
            label={words.quiet.zone}
            value={zone}
            error={problem('quietHours.zone')}
            onChange={(next) => set({ zone: next })}
          />
          {week.map((intervals, day) => (
            <DayEditor
              key={words.quiet.days[day]}
              name={words.quiet.days[day] ?? ''}
              intervals={intervals}
              error={problem(`quietHours.week.${day}`)}
              onChange={(next) => set({ week: week.with(day, next) })}
            />
          ))}
        </>
      )}
    </Group>
  )
}
