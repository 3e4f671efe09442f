import { useWords } from '../../words/useWords.ts'
import { useCommands } from '../shell/commands/registry.ts'
import type { Mode } from '../sync/outgoing.ts'

// The field itself listens to these.
const KEYS = [
  ['canned', '/'],
  ['mention', '@'],
  ['emoji', ':'],
  ['bold', 'mod+b'],
  ['italic', 'mod+i'],
  ['code', 'mod+e'],
  ['strike', 'mod+shift+x'],
  ['link', 'mod+k'],
] as const

/** How one gets into the composer; what its field does with keys by itself is listed beside it. */
export function useWritingCommands(write: (mode: Mode) => void) {
  const { commands, composing } = useWords()
  const { writing } = commands
  const group = 'writing'
  const listed = KEYS.map(([name, ...keys]) => ({
    id: `writing.${name}`,
    label: composing.keys[name],
    group: 'writing' as const,
    keys,
  }))
  useCommands([
    { id: 'writing.reply', label: writing.reply, group, keys: ['r'], run: () => write('reply') },
    { id: 'writing.note', label: writing.note, group, keys: ['n'], run: () => write('note') },
    { id: 'writing.send', label: writing.send, group, keys: ['Enter'] },
    { id: 'writing.lineBreak', label: writing.lineBreak, group, keys: ['shift+Enter'] },
    ...listed,
    { id: 'writing.leave', label: writing.leave, group, keys: ['Escape'] },
  ])
}
