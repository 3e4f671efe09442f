import { useWords } from '../../words/useWords.ts'
import { useCommands } from '../shell/commands/registry.ts'
import type { Mode } from '../sync/outgoing.ts'

/** How one gets into the composer; what its field does with keys by itself is listed beside it. */
export function useWritingCommands(write: (mode: Mode) => void) {
  const { writing } = useWords().commands
  const group = 'writing'
  useCommands([
    { id: 'writing.reply', label: writing.reply, group, keys: ['r'], run: () => write('reply') },
    { id: 'writing.note', label: writing.note, group, keys: ['n'], run: () => write('note') },
    { id: 'writing.send', label: writing.send, group, keys: ['Enter'] },
    { id: 'writing.lineBreak', label: writing.lineBreak, group, keys: ['shift+Enter'] },
    { id: 'writing.leave', label: writing.leave, group, keys: ['Escape'] },
  ])
}
