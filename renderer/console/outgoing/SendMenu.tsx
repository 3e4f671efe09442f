import { ChevronDown } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import type { Hold } from '../../../server/contract/scheduled.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../ui/Menu.tsx'
import { useFormats } from '../../words/formats.ts'
import { useWords } from '../../words/useWords.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { presetsAt } from './presets.ts'
import { ScheduleDialog } from './ScheduleDialog.tsx'
import { setUndoSeconds, UNDO_CHOICES, type UndoSeconds, useUndoSeconds } from './undo-delay.ts'

interface Props {
  conversation: Conversation
  /** False while there is nothing to send. */
  canSend: boolean
  onSchedule: (hold: Hold) => void
}

/** Beside the button that sends: sending later, and for how long a reply can be taken back. */
export function SendMenu({ conversation, canSend, onSchedule }: Props) {
  const { outgoing } = useWords()
  const [isPicking, setPicking] = useState(false)
  useCommands([
    {
      id: 'writing.later',
      label: outgoing.pickCommand,
      group: 'writing',
      keys: ['mod+shift+Enter'],
      whileTyping: true,
      isEnabled: canSend,
      run: () => setPicking(true),
    },
  ])
  return (
    <>
      <Menu side="top" trigger={<Opener label={outgoing.menu} isQuiet={!canSend} />}>
        <Presets canSend={canSend} onSchedule={onSchedule} onPick={() => setPicking(true)} />
        <MenuSeparator />
        <UndoChoice />
      </Menu>
      {isPicking && (
        <ScheduleDialog
          title={outgoing.later}
          submit={outgoing.schedule}
          zone={conversation.visitor?.zone ?? null}
          onClose={() => setPicking(false)}
          onSubmit={async ({ at, stopsOnReply }) => onSchedule({ at, stopsOnReply })}
        />
      )}
    </>
  )
}

interface OpenerProps {
  label: string
  /** As calm as the button beside it, while that does nothing. */
  isQuiet: boolean
}

/** Grows onto the button beside it. */
const Opener = ({ label, isQuiet, ...rest }: OpenerProps & ComponentProps<'button'>) => (
  <button
    type="button"
    aria-label={label}
    className={cx(
      buttonClass({ look: isQuiet ? 'quiet' : 'primary', size: 'small' }),
      '-ml-1.5 px-1!',
    )}
    {...rest}
  >
    <ChevronDown size={14} aria-hidden />
  </button>
)

interface PresetsProps {
  canSend: boolean
  onSchedule: (hold: Hold) => void
  onPick: () => void
}

function Presets({ canSend, onSchedule, onPick }: PresetsProps) {
  const { outgoing } = useWords()
  const { soon } = useFormats()
  const [now] = useState(() => new Date())
  return (
    <>
      {presetsAt(now).map(({ name, at }) => (
        <MenuItem
          key={name}
          disabled={!canSend}
          onClick={() => onSchedule({ at: at.toISOString(), stopsOnReply: true })}
        >
          <span className="flex-1">{outgoing.presets[name]}</span>
          <span className="text-xs text-faint">{soon(at.toISOString())}</span>
        </MenuItem>
      ))}
      <MenuItem disabled={!canSend} onClick={onPick}>
        {outgoing.pick}
      </MenuItem>
    </>
  )
}

function UndoChoice() {
  const { outgoing } = useWords()
  const { seconds } = useUndoSeconds()
  const options = UNDO_CHOICES.map((one) => ({
    value: String(one),
    label: one === 0 ? outgoing.undoOff : outgoing.seconds(one),
  }))
  return (
    <MenuChoice
      label={outgoing.undoSend}
      value={String(seconds)}
      options={options}
      onChange={(chosen) => setUndoSeconds(Number(chosen) as UndoSeconds)}
    />
  )
}
