import { Tag as TagIcon } from 'lucide-react'
import type { Customer } from '../../../server/contract/customers.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { useWords } from '../../words/useWords.ts'
import { attempt } from '../shell/attempt.ts'
import { TagPicker } from '../triage/TagPicker.tsx'
import { TagPill } from '../triage/TagPill.tsx'
import { useTagsOf } from '../triage/tags.ts'
import { setTag } from './fields.ts'

/** The tags of a customer, and a button to put some on and take some off. */
export function CustomerTags({ customer }: { customer: Customer }) {
  const { tags: words } = useWords().profile
  const tags = useTagsOf(customer.tags)
  return (
    <section aria-label={words.edit} className="flex min-h-8 flex-wrap items-center gap-1.5">
      {tags.map((tag) => (
        <TagPill key={tag.id} tag={tag} />
      ))}
      {tags.length === 0 && <span className="text-faint">{words.none}</span>}
      <Popover label={words.edit} trigger={<IconButton icon={TagIcon} label={words.edit} />}>
        <TagPicker
          creates
          chosen={(id) => (customer.tags.includes(id) ? 'all' : 'none')}
          onToggle={(id, isOn) => attempt(() => setTag(customer.id, id, isOn))}
        />
      </Popover>
    </section>
  )
}
