import type { MergePreview } from '../../../server/contract/merging.ts'
import { useWords } from '../../words/useWords.ts'

type Values = MergePreview['fields'][number]
type Side = Values['stays']

const SIDES = ['survivor', 'merged'] as const

interface Props {
  values: Values
  stays: Side
  onChange: (side: Side) => void
}

/** The two values of a field; where they differ, one is chosen. */
export function SurvivingField({ values, stays, onChange }: Props) {
  const { people, customer } = useWords()
  const label = customer[values.field]
  const isOpen = values.survivor !== null && values.merged !== null
  if (!isOpen || values.survivor === values.merged)
    return (
      <p>
        <span className="text-faint">{label}</span> <bdi>{values[stays] ?? people.merge.empty}</bdi>
      </p>
    )
  return (
    <div role="radiogroup" aria-label={people.merge.choose(label)}>
      <span aria-hidden className="text-faint">
        {label}
      </span>
      {SIDES.map((side) => (
        <label key={side} className="flex min-h-8 items-center gap-2">
          <input
            type="radio"
            name={values.field}
            className="accent-accent"
            checked={stays === side}
            onChange={() => onChange(side)}
          />
          <bdi className="min-w-0 wrap-anywhere">{values[side]}</bdi>
        </label>
      ))}
    </div>
  )
}
