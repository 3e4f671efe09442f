import { Availability } from '../../../server/contract/routing.ts'
import { MenuChoice } from '../../ui/Menu.tsx'
import { useWords } from '../../words/useWords.ts'
import { sayAvailability } from '../sync/command.ts'
import { useMe } from './account.ts'
import { StateDot, useStandingOf } from './AgentDot.tsx'
import { attempt } from './attempt.ts'

/** What the agent says of themselves: whether new conversations may come to them. */
export function AvailabilityChoice() {
  const { availability } = useWords()
  const me = useMe()
  const state = useStandingOf(me.id)
  return (
    <MenuChoice
      label={availability.label}
      value={state}
      options={Availability.options.map((value) => ({
        value,
        label: (
          <>
            <span aria-hidden className="flex">
              <StateDot state={value} />
            </span>
            {availability.states[value]}
          </>
        ),
      }))}
      onChange={(next) => attempt(() => sayAvailability(next))}
    />
  )
}
