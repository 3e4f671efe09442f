import { TagPill } from './TagPill.tsx'
import { useTagsOf } from './tags.ts'

const MOST = 2

/** The tags of a conversation in little room: the first ones, and how many more. */
export function Tags({ ids }: { ids: readonly string[] }) {
  const tags = useTagsOf(ids)
  const more = tags.length - MOST
  return (
    <>
      {tags.slice(0, MOST).map((tag) => (
        <TagPill key={tag.id} tag={tag} />
      ))}
      {more > 0 && (
        <span
          title={tags
            .slice(MOST)
            .map(({ name }) => name)
            .join(', ')}
        >
          +{more}
        </span>
      )}
    </>
  )
}
