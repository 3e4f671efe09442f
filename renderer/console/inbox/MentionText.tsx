import { useShallow } from 'zustand/react/shallow'
import { mentionParts } from '../../text/mentions.ts'
import { cx } from '../../ui/cx.ts'
import { useMe } from '../shell/account.ts'
import { useWorld } from '../sync/store.ts'

/** A text of the team with the names of those it is for marked, one's own the most. */
export function MentionText({ text, ids }: { text: string; ids: readonly string[] }) {
  const me = useMe()
  const names = useWorld(useShallow(({ agents }) => ids.map((id) => agents[id]?.value?.name ?? '')))
  const people = ids.map((id, index) => ({ id, name: names[index] ?? '' }))
  return mentionParts(text, people).map(({ text: part, id }, index) =>
    id === undefined ? (
      part
    ) : (
      <mark
        key={index}
        className={cx(
          'rounded-sm px-0.5 font-semibold',
          id === me.id ? 'bg-note-text text-note' : 'bg-transparent text-note-text underline',
        )}
      >
        {part}
      </mark>
    ),
  )
}
