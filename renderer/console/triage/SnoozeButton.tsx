import { AlarmClock } from 'lucide-react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMinute } from '../inbox/local-time.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { act } from './acts.ts'
import { SnoozeMenu } from './SnoozeMenu.tsx'
import { presetsAt } from './snooze-times.ts'

/** Takes an open conversation out of the way, or brings it back. */
export function SnoozeButton({ conversation }: { conversation: Conversation }) {
  const { snooze: words } = useWords().triage
  const { id, snoozedUntil } = conversation
  const onSnooze = (until: string | null) => act([id], { kind: 'snooze', until })
  const onWake = snoozedUntil === null ? undefined : () => act([id], { kind: 'wake' })
  useSnoozeCommands(onSnooze, onWake)
  return (
    <SnoozeMenu
      trigger={<IconButton icon={AlarmClock} label={words.open} />}
      onSnooze={onSnooze}
      onWake={onWake}
    />
  )
}

function useSnoozeCommands(
  onSnooze: (until: string | null) => void,
  onWake: (() => void) | undefined,
) {
  const { snooze: words } = useWords().triage
  const minute = useMinute()
  const command = (name: string, label: string, run: () => void, keys?: string[]) => ({
    id: `conversation.snooze ${name}`,
    label,
    group: 'conversation' as const,
    ...(keys && { keys }),
    run,
  })
  useCommands([
    ...presetsAt(new Date(minute)).map(({ preset, time }) =>
      command(
        preset,
        words.command(words.presets[preset]),
        () => onSnooze(time.toISOString()),
        preset === 'tomorrow' ? ['s'] : undefined,
      ),
    ),
    command('reply', words.command(words.untilReply), () => onSnooze(null), ['shift+s']),
    ...(onWake ? [command('wake', words.wake, onWake)] : []),
  ])
}
