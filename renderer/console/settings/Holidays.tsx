import { Plus, X } from 'lucide-react'
import type { OpeningHours } from '../../../server/contract/chat-settings.ts'
import { Button } from '../../ui/Button.tsx'
import { dayOf } from '../../ui/MomentField.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { Group } from './Group.tsx'
import type { HoursProps } from './HoursSection.tsx'

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
      <Button
        className="self-start"
        onClick={() => set({ holidays: [...holidays, { date: today(), name: '' }] })}
      >
        <Plus size={14} aria-hidden /> {words.addHoliday}
      </Button>
    </Group>
  )
}

interface HolidayProps {
  holiday: OpeningHours['holidays'][number]
  onChange: (holiday: HolidayProps['holiday']) => void
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
        maxLength={80}
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
