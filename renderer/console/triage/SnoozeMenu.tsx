import { AlarmClock } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { SnoozeDialog } from './SnoozeDialog.tsx'
import { presetsAt } from './snooze-times.ts'

interface Props {
  trigger: ReactElement<Record<string, unknown>>
  /** Null is until the customer writes. */
  onSnooze: (until: string | null) => void
  /** Present where something is snoozed: ends it. */
  onWake?: (() => void) | undefined
}

/** Until when a conversation is out of the way. */
export function SnoozeMenu({ trigger, onSnooze, onWake }: Props) {
  const { snooze: words } = useWords().triage
  const [isPicking, setPicking] = useState(false)
  return (
    <>
      <Menu trigger={trigger}>
        {onWake && (
          <>
            <MenuItem onClick={onWake}>
              <AlarmClock size={14} aria-hidden /> {words.wake}
            </MenuItem>
            <MenuSeparator />
          </>
        )}
        <Presets onSnooze={onSnooze} />
        <MenuItem onClick={() => onSnooze(null)}>{words.untilReply}</MenuItem>
        <MenuItem onClick={() => setPicking(true)}>{words.pick}</MenuItem>
      </Menu>
      {isPicking && <SnoozeDialog onSnooze={onSnooze} onClose={() => setPicking(false)} />}
    </>
  )
}

function Presets({ onSnooze }: Pick<Props, 'onSnooze'>) {
  const { snooze: words } = useWords().triage
  const { full } = useFormats()
  // As of when the menu was opened.
  const [presets] = useState(() => presetsAt(new Date()))
  return presets.map(({ preset, time }) => (
    <MenuItem key={preset} onClick={() => onSnooze(time.toISOString())}>
      <span className="flex-1">{words.presets[preset]}</span>
      <span className="text-xs text-faint">{full(time.toISOString())}</span>
    </MenuItem>
  ))
}
