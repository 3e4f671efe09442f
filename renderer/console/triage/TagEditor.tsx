import { Tag as TagIcon } from 'lucide-react'
import { useState } from 'react'
import type { Conversation } from '../../../server/contract/conversations.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { useWords } from '../../words/useWords.ts'
import { useCommands } from '../shell/commands/registry.ts'
import { act } from './acts.ts'
import { TagPicker } from './TagPicker.tsx'

/** Puts tags on a conversation and takes them off, at once. */
export function TagEditor({ conversation: { id, tags } }: { conversation: Conversation }) {
  const { tags: words } = useWords().triage
  const [isOpen, setOpen] = useState(false)
  const edit = { id: 'conversation.tags', label: words.edit, keys: ['l'] }
  useCommands([{ ...edit, group: 'conversation', run: () => setOpen(true) }])
  return (
    <Popover
      label={words.edit}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<IconButton icon={TagIcon} label={words.edit} />}
    >
      <TagPicker
        creates
        chosen={(tag) => (tags.includes(tag) ? 'all' : 'none')}
        onToggle={(tag, isOn) =>
          act([id], { kind: 'tag', add: isOn ? [tag] : [], remove: isOn ? [] : [tag] })
        }
      />
    </Popover>
  )
}
