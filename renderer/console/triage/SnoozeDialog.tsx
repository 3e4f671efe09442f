import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { DialogBox } from '../../ui/DialogBox.tsx'
import { MomentField } from '../../ui/MomentField.tsx'
import { useWords } from '../../words/useWords.ts'

interface Props {
  onSnooze: (until: string) => void
  onClose: () => void
}

const HOUR_MS = 3_600_000

/** A time of the agent's own choice. */
export function SnoozeDialog({ onSnooze, onClose }: Props) {
  const { app, triage } = useWords()
  const { snooze: words } = triage
  const [earliest] = useState(() => new Date())
  const [initial] = useState(() => new Date(earliest.getTime() + HOUR_MS))
  const [time, setTime] = useState<Date | null>(initial)
  return (
    <DialogBox open onOpenChange={onClose} title={words.title} closeLabel={app.close}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!time) return
          onSnooze(time.toISOString())
          onClose()
        }}
      >
        <MomentField
          label={words.until}
          dayLabel={words.day}
          timeLabel={words.time}
          earliest={earliest}
          initial={initial}
          onChange={setTime}
        />
        {time === null && <p className="text-xs text-danger">{words.tooEarly}</p>}
        <Button type="submit" look="primary" className="self-end" disabled={time === null}>
          {words.submit}
        </Button>
      </form>
    </DialogBox>
  )
}
