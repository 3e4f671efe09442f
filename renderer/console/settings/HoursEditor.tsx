import type { OpeningHours } from '../../../server/contract/chat-settings.ts'
import { useWords } from '../../words/useWords.ts'
import { DayEditor } from './DayEditor.tsx'
import { Group } from './Group.tsx'
import { Holidays } from './holidays/Holidays.tsx'
import { ZoneField } from './ZoneField.tsx'

export interface HoursProps {
  hours: OpeningHours
  set: (part: Partial<OpeningHours>) => void
}

interface Props extends HoursProps {
  /** What the server said of a part, by its path such as `hours.zone`. */
  problem: (path: string) => string | undefined
}

/** Opening hours: the week by the clock of a zone, and the holidays. */
export function HoursEditor({ hours, set, problem }: Props) {
  return (
    <>
      <Week {...{ hours, set, problem }} />
      <Holidays {...{ hours, set }} error={problem('hours.holidays')} />
    </>
  )
}

function Week({ hours, set, problem }: Props) {
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
