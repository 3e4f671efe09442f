import { Chip } from '../../ui/Chip.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { TagPicker } from './TagPicker.tsx'
import { useTags, useTagsOf } from './tags.ts'

interface Props {
  tags: readonly string[]
  onChange: (tags: readonly string[]) => void
}

/** Tags of which a conversation must have all. */
export function TagField({ tags, onChange }: Props) {
  const { filter: words, tags: tagWords } = useWords().triage
  const all = useTags()
  const chosen = useTagsOf(tags)
  if (all.length === 0 && tags.length === 0) return null
  const without = (id: string) => tags.filter((one) => one !== id)
  return (
    <div className="flex items-center justify-between gap-3">
      <span aria-hidden className="shrink-0 text-soft">
        {words.tags}
      </span>
      <span className="flex w-44 flex-wrap gap-1">
        {chosen.map(({ id, name }) => (
          <Chip
            key={id}
            label={name}
            removeLabel={words.remove(name)}
            onRemove={() => onChange(without(id))}
          />
        ))}
        <Popover label={words.tags} trigger={<Button size="small">{tagWords.choose}</Button>}>
          <TagPicker
            chosen={(id) => (tags.includes(id) ? 'all' : 'none')}
            onToggle={(id, isOn) => onChange(isOn ? [...tags, id] : without(id))}
          />
        </Popover>
      </span>
    </div>
  )
}
