import { useState } from 'react'
import type { PreferredKind } from '../../../server/contract/notifications.ts'
import { Button } from '../../ui/Button.tsx'
import { Pill, type Tone } from '../../ui/Pill.tsx'
import { useWords } from '../../words/useWords.ts'
import { type Check, type Standing, useSelfTest } from '../notifications/useSelfTest.ts'
import { ChoiceField } from './ChoiceField.tsx'
import { Group } from './Group.tsx'

const TONES: Record<Standing, Tone> = {
  ok: 'good',
  problem: 'danger',
  skipped: 'plain',
  waiting: 'info',
}

type Tested = Exclude<PreferredKind, 'system'>

/** Sends a real notification and tells step by step why one would not show. */
export function NotificationTestSection() {
  const { notifications: words } = useWords()
  const { system: _, ...names } = words.kinds.names
  const [as, setAs] = useState<Tested>('message')
  const { checks, isRunning, run } = useSelfTest(as)
  return (
    <div className="min-h-0 flex-1 overflow-y-auto p-4" data-scrolls>
      <div className="mx-auto max-w-2xl">
        <Group title={words.test.title} lead={words.test.lead}>
          <ChoiceField label={words.test.as} value={as} names={names} onChange={setAs} />
          <Button look="primary" className="self-start" disabled={isRunning} onClick={run}>
            {words.test.run}
          </Button>
          <ol aria-label={words.test.title} aria-live="polite" className="flex flex-col">
            {checks.map((check) => (
              <Line key={check.name} check={check} />
            ))}
          </ol>
          <p className="text-soft">{words.test.details.systemHint}</p>
        </Group>
      </div>
    </div>
  )
}

function Line({ check }: { check: Check }) {
  const { notifications: words } = useWords()
  return (
    <li className="flex items-start gap-3 border-b border-line py-2 last:border-0">
      <div className="min-w-0 flex-1">
        <p className="font-medium">{words.test.steps[check.name]}</p>
        {check.detail && <p className="text-soft">{check.detail}</p>}
      </div>
      <Pill tone={TONES[check.standing]}>{words.test[check.standing]}</Pill>
    </li>
  )
}
