import { useEffect } from 'react'
import { useWords } from '../../words/useWords.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { useActing } from './acts.ts'
import { clearSelection, select, selectTo, toggle, useSelection } from './selection.ts'

/** X chooses the conversation that is open, Shift and X all up to it; Z takes back what was done last. */
export function useSelectionCommands(rows: readonly { id: string }[], openId: string | null) {
  const { bulk: words, undoLast } = useWords().triage
  const undo = useActing((state) => state.undo)
  const hasSome = useSelection(({ ids }) => ids.size > 0)
  const current = openId ?? rows[0]?.id
  useEffect(() => clearSelection, [])
  const command = (name: string, label: string, key: string, run?: () => void) => ({
    id: `list.${name}`,
    label,
    group: 'list' as const,
    keys: [key],
    isEnabled: run !== undefined,
    ...(run && { run }),
  })
  const each = rows.map(({ id }) => id)
  useCommands([
    command('select', words.select, 'x', current ? () => toggle(current) : undefined),
    command(
      'selectTo',
      words.selectTo,
      'shift+x',
      current ? () => selectTo(current, rows) : undefined,
    ),
    command('selectAll', words.selectShown, 'mod+a', () => select(each)),
    command('selectNone', words.clear, 'shift+Escape', hasSome ? clearSelection : undefined),
    command('undo', undoLast, 'z', undo ?? undefined),
  ])
}
