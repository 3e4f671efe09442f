import { Checkbox } from '../../ui/Checkbox.tsx'
import { useWords } from '../../words/useWords.ts'
import { useAgentOptions } from '../shell/agents.tsx'

interface Props {
  memberIds: readonly string[]
  onChange: (memberIds: readonly string[]) => void
}

/** Ticks who is in a team. */
export function MemberChoice({ memberIds, onChange }: Props) {
  const { teams: words } = useWords()
  const agents = useAgentOptions()
  const turn = (id: string, isIn: boolean) =>
    onChange(isIn ? [...memberIds, id] : memberIds.filter((one) => one !== id))
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1 font-medium">{words.members}</legend>
      <div className="max-h-56 overflow-y-auto rounded-md border border-line p-1">
        {agents.map(({ value, label, mark }) => (
          <div key={value} className="flex min-h-8 items-center rounded-md px-2 hover:bg-sunken">
            <Checkbox
              label={label}
              mark={mark}
              checked={memberIds.includes(value)}
              onChange={(isIn) => turn(value, isIn)}
            />
          </div>
        ))}
      </div>
    </fieldset>
  )
}
