import type { Kept } from '../../../server/contract/privacy.ts'
import { useWords } from '../../words/useWords.ts'

const KINDS = [
  'customers',
  'identities',
  'conversations',
  'messages',
  'tickets',
  'tasks',
  'deals',
  'files',
  'activities',
  'notes',
] as const

/** How much is kept of a person, in words. */
export function KeptList({ kept }: { kept: Kept }) {
  const { people } = useWords()
  const { goes, kept: words } = people.privacy
  return (
    <section aria-label={goes}>
      <h3 className="font-medium">{goes}</h3>
      <ul className="list-disc pl-5 text-soft">
        {KINDS.filter((kind) => kept[kind] > 0).map((kind) => (
          <li key={kind}>{words[kind](kept[kind])}</li>
        ))}
      </ul>
    </section>
  )
}
