import type { CustomerField } from '../../../server/contract/customer-fields.ts'
import type { ImportTarget } from '../../../server/contract/imports.ts'
import { Choice } from '../../ui/Choice.tsx'
import { useWords } from '../../words/useWords.ts'
import { TARGETS } from './importing.ts'

interface Props {
  name: string
  samples: readonly string[]
  /** The workspace's own. */
  fields: readonly CustomerField[]
  target: ImportTarget | null
  onChange: (target: ImportTarget | null) => void
}

const NOWHERE = ''

/** One column: its name, what stands in it, and where that goes. */
export function ColumnTarget({ name, samples, fields, target, onChange }: Props) {
  const { people } = useWords()
  const words = people.importing
  const options = [
    { value: NOWHERE, label: words.leaveOut },
    ...TARGETS.map((value) => ({ value: value as string, label: words.targets[value] })),
    ...fields.map(({ key, label }) => ({ value: `fields.${key}`, label })),
  ]
  return (
    <div className="grid grid-cols-2 items-center gap-2">
      <span className="min-w-0">
        <bdi className="block truncate font-medium">{name}</bdi>
        <bdi className="block truncate text-xs text-faint">
          {samples.filter(Boolean).slice(0, 2).join(', ')}
        </bdi>
      </span>
      <Choice
        label={words.column(name)}
        value={target ?? NOWHERE}
        options={options}
        onChange={(value) => onChange(value === NOWHERE ? null : (value as ImportTarget))}
      />
    </div>
  )
}
