import { useState } from 'react'
import type { Agent } from '../../../server/contract/identity.ts'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'

interface Props {
  agent: Agent
  onChange: (capacity: number | null) => void
}

/** How many open conversations an agent takes at once; empty is what the workspace says. */
export function CapacityField({ agent, onChange }: Props) {
  const { teams: words } = useWords()
  const known = agent.capacity?.toString() ?? ''
  const [edited, setEdited] = useState<string | null>(null)
  function leave() {
    setEdited(null)
    if (edited !== null && edited !== known) onChange(edited === '' ? null : Number(edited))
  }
  return (
    <span className="w-24 shrink-0">
      <TextInput
        type="number"
        min={0}
        max={1000}
        inputMode="numeric"
        aria-label={words.capacityOf(agent.name)}
        title={words.capacityHint}
        placeholder={words.capacity}
        value={edited ?? known}
        onChange={(event) => setEdited(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </span>
  )
}
