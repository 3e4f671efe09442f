import { Plus, X } from 'lucide-react'
import { HOLIDAY_NAME_MAX, type Holiday } from '../../../../server/contract/holidays.ts'
import { Button } from '../../../ui/Button.tsx'
import { dayOf } from '../../../ui/MomentField.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useWords } from '../../../words/useWords.ts'
import { Group } from '../Group.tsx'
import type { HoursProps } from '../HoursEditor.tsx'
import { ImportHolidays } from './ImportHolidays.tsx'

const today = () => dayOf(new Date())

/** Days that are closed whatever the week says. */
export function Holidays({ hours, set, error }: HoursProps & { error: string | undefined }) {
  const { workspace: words } = useWords()
  const { holidays } = hours
  return (
    <Group title={words.holidays} lead={words.holidaysLead}>
      {holidays.map((holiday, index) => (
        <HolidayEditor
          key={`${index} of ${holidays.length}`}
          holiday={holiday}
          onChange={(next) => set({ holidays: holidays.with(index, next) })}
          onRemove={() => set({ holidays: holidays.toSpliced(index, 1) })}
        />
      ))}
      {error && <p className="text-xs text-danger">{error}</p>}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => set({ holidays: [...holidays, { date: today(), name: '' }] })}>
          <Plus size={14} aria-hidden /> {words.addHoliday}
        </Button>
        <ImportHolidays hours={hours} set={set} />
      </div>
    </Group>
  )
}

interface HolidayProps {
  holiday: Holiday
  onChange: (holiday: Holiday) => void
  onRemove: () => void
}

function HolidayEditor({ holiday, onChange, onRemove }: HolidayProps) {
  const { workspace: words } = useWords()
  return (
    <div className="flex items-center gap-2">
      <TextInput
        type="date"
        required
        aria-label={words.holidayDate}
        value={holiday.date}
        className="w-40!"
        onChange={({ currentTarget: { value: date } }) => onChange({ ...holiday, date })}
      />
      <TextInput
        aria-label={words.holidayName}
        placeholder={words.holidayName}
        maxLength={HOLIDAY_NAME_MAX}
        value={holiday.name}
        onChange={({ currentTarget: { value: name } }) => onChange({ ...holiday, name })}
      />
      <IconButton
        icon={X}
        label={words.removeHoliday(holiday.name || holiday.date)}
        onClick={onRemove}
      />
    </div>
  )
}
