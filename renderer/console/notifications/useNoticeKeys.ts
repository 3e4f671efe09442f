import { useState } from 'react'
import type { AgentNotification } from '../../../server/contract/notifications.ts'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import type { Command } from '../shell/commands/command.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { markOneRead } from './load.ts'
import { openNotice } from './open.ts'

/** J and K go through the list, Enter opens, M marks read. Answers which row they are at. */
export function useNoticeKeys(rows: readonly AgentNotification[]): string | null {
  const { commands, notifications: words } = useWords()
  const [current, setCurrent] = useState<string | null>(null)
  const at = rows.findIndex(({ id }) => id === current)
  const row = rows[at]
  const move = (to: number) =>
    setCurrent(rows[Math.max(0, Math.min(to, rows.length - 1))]?.id ?? null)
  const list = (command: Omit<Command, 'group'>): Command => ({ ...command, group: 'list' })
  const step = (id: string, label: string, keys: string[], by: number) =>
    list({
      id: `list.${id}`,
      label,
      keys,
      repeats: true,
      isEnabled: rows.length > 0,
      run: () => move(at + by),
    })
  useCommands([
    step('next', commands.list.next, ['j', 'ArrowDown'], 1),
    step('previous', commands.list.previous, ['k', 'ArrowUp'], -1),
    list({
      id: 'notifications.open',
      label: words.open,
      keys: ['Enter'],
      isEnabled: row !== undefined,
      run: () => row && openNotice(row),
    }),
    list({
      id: 'notifications.read',
      label: words.markRead,
      keys: ['m'],
      isEnabled: row !== undefined && row.readAt === null,
      run: () => row && attempt(() => markOneRead(row.id)),
    }),
  ])
  return current
}
