import { Plus } from 'lucide-react'
import type { FieldCondition } from '../../../server/contract/segments.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/useWords.ts'
import { useFields } from '../profile/fields.ts'
import { conditionOn } from './conditions.ts'
import { FieldConditionRow } from './FieldConditionRow.tsx'

const MOST = 10

interface Props {
  conditions: readonly FieldCondition[]
  onChange: (conditions: FieldCondition[]) => void
  /** What is wrong in a field of the form, by its name. */
  problem: (name: string) => string | undefined
}

/** What a segment asks of the workspace's own fields. */
export function FieldConditions({ conditions, onChange, problem }: Props) {
  const words = useWords().people.segments
  const { fields } = useFields()
  const first = fields.find(({ isArchived }) => !isArchived)
  if (!first && conditions.length === 0) return null
  return (
    <section aria-label={words.own} className="flex flex-col gap-2 border-t border-line pt-3">
      <h3 className="font-medium">{words.own}</h3>
      {conditions.map((condition, index) => (
        <FieldConditionRow
          // oxlint-disable-next-line react/no-array-index-key -- the same may be asked twice
          key={index}
          name={`fields.${index}`}
          condition={condition}
          problem={problem(`fields.${index}`)}
          onChange={(next) => onChange(conditions.with(index, next))}
          onRemove={() => onChange(conditions.toSpliced(index, 1))}
        />
      ))}
      {first && conditions.length < MOST && (
        <Button
          size="small"
          className="self-start"
          onClick={() => onChange([...conditions, conditionOn(first)])}
        >
          <Plus size={14} aria-hidden /> {words.addOwn}
        </Button>
      )}
    </section>
  )
}
