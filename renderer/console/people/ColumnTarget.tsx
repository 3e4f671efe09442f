import type { ImportTarget } from '../../../server/contract/imports.ts'
import { Choice } from '../../ui/Choice.tsx'
import { useWords } from '../../words/useWords.ts'
import { TARGETS } from './importing.ts'

interface Props {
  name: string
  samples: readonly string[]
  target: ImportTarget | null
  onChange: (target: ImportTarget | null) => void
}

const NOWHERE = ''

/** One column: its name, what stands in it, and where that goes. */
export function ColumnTarget({ name, samples, target, onChange }: Props) {
  const { people } = useWords()
  const words = people.importing
  const options = [
    { value: NOWHERE, label: words.leaveOut },
    ...TARGETS.map((value) => ({ value: value as string, label: words.targets[value] })),
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
