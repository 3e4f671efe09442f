import type { Belongings as Counts } from '../../../server/contract/merging.ts'
import { useWords } from '../../words/useWords.ts'

const KINDS = ['conversations', 'tickets', 'tasks', 'deals', 'activities', 'identities'] as const

/** How much of a customer something is about, in words. */
export function Belongings({ label, counts }: { label: string; counts: Counts }) {
  const { people } = useWords()
  const { belongings } = people
  const some = KINDS.filter((kind) => counts[kind] > 0)
  return (
    <section aria-label={label}>
      <h3 className="font-medium">{label}</h3>
      {some.length === 0 ? (
        <p className="text-soft">{belongings.nothing}</p>
      ) : (
        <ul className="list-disc pl-5 text-soft">
          {some.map((kind) => (
            <li key={kind}>{belongings[kind](counts[kind])}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
