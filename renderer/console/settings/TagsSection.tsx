import { Pencil, Plus, Tag as TagIcon } from 'lucide-react'
import { useState } from 'react'
import type { Tag } from '../../../server/contract/tags.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useWords } from '../../words/useWords.ts'
import { TagPill } from '../triage/TagPill.tsx'
import { useTags } from '../triage/tags.ts'
import { TagDialog } from './TagDialog.tsx'

type Editing = { tag: Tag | null } | null

/** The tags that conversations can be marked with. */
export function TagsSection() {
  const { tags: words } = useWords().triage
  const tags = useTags()
  const [editing, setEditing] = useState<Editing>(null)
  return (
    <div className="mx-auto w-full max-w-2xl overflow-y-auto p-4">
      <div className="flex items-start gap-3 pb-2">
        <p className="flex-1 text-soft">{words.lead}</p>
        <Button onClick={() => setEditing({ tag: null })}>
          <Plus size={14} aria-hidden /> {words.add}
        </Button>
      </div>
      {tags.length === 0 && <Empty icon={TagIcon} title={words.none} hint={words.noneHint} />}
      <ul aria-label={words.label}>
        {tags.map((tag) => (
          <li key={tag.id} className="flex items-center gap-3 border-b border-line py-2">
            <span className="min-w-0 flex-1">
              <TagPill tag={tag} />
            </span>
            <IconButton
              icon={Pencil}
              label={words.editTitle(tag.name)}
              onClick={() => setEditing({ tag })}
            />
          </li>
        ))}
      </ul>
      {editing && <TagDialog tag={editing.tag} onClose={() => setEditing(null)} />}
    </div>
  )
}
