import { type FocusEvent, useState } from 'react'
import type { Agent } from '../../../server/contract/identity.ts'
import { TextInput } from '../../ui/TextInput.tsx'
import { sayFailed } from '../../ui/toast.ts'
import { useWords } from '../../words/useWords.ts'

const MOST = 1000

interface Props {
  agent: Agent
  onChange: (capacity: number | null) => void
}

/** How many open conversations an agent takes at once; empty is what the workspace says. */
export function CapacityField({ agent, onChange }: Props) {
  const { teams: words } = useWords()
  const known = agent.capacity?.toString() ?? ''
  const [edited, setEdited] = useState<string | null>(null)
  const [isWrong, setWrong] = useState(false)
  function leave({ currentTarget: { validity } }: FocusEvent<HTMLInputElement>) {
    setWrong(!validity.valid)
    if (!validity.valid) {
      sayFailed(words.capacityOf(agent.name), words.capacityRange(MOST))
      return
    }
    setEdited(null)
    if (edited !== null && edited !== known) onChange(edited === '' ? null : Number(edited))
  }
  return (
    <span className="flex shrink-0 items-center gap-2">
      <span aria-hidden className="text-xs text-faint md:hidden">
        {words.capacity}
      </span>
      <TextInput
        className="w-24!"
        type="number"
        min={0}
        max={MOST}
        inputMode="numeric"
        aria-label={words.capacityOf(agent.name)}
        aria-invalid={isWrong || undefined}
        title={words.capacityHint}
        placeholder={words.capacityDefault}
        value={edited ?? known}
        onChange={(event) => setEdited(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </span>
  )
}
