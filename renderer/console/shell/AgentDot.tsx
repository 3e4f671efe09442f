import type { Agent } from '../../../server/contract/identity.ts'
import type { Availability } from '../../../server/contract/routing.ts'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../words/useWords.ts'
import { useStanding, useWorld } from '../sync/store.ts'

const looks: Record<Availability, string> = {
  online: 'bg-good',
  away: 'border-2 border-warn bg-surface',
  offline: 'border-2 border-edge bg-surface',
}

/** What others can count on: without a console open an agent is not there, whatever they said. */
const standingOf = ({ isPresent, availability }: Agent): Availability =>
  isPresent ? availability : 'offline'

/** An agent's state as far as this console knows it. */
export const useStandingOf = (agentId: string) =>
  useWorld(({ agents }) => {
    const agent = agents[agentId]?.value
    return agent ? standingOf(agent) : 'offline'
  })

/** A state as a dot: full, ringed or empty, so that it needs no colour. */
export function StateDot({ state }: { state: Availability }) {
  const { availability } = useWords()
  const name = availability.states[state]
  return (
    <span
      role="img"
      aria-label={name}
      title={name}
      className={cx('inline-block size-2.5 shrink-0 rounded-full', looks[state])}
    />
  )
}

/** What this agent is to the others; without a connection nobody counts on them. */
export function OwnDot({ agentId }: { agentId: string }) {
  const standing = useStandingOf(agentId)
  const isLost = useStanding(({ since }) => since !== null)
  return <StateDot state={isLost ? 'offline' : standing} />
}

/** Whether a colleague is there. */
export const AgentDot = ({ agentId }: { agentId: string }) => (
  <StateDot state={useStandingOf(agentId)} />
)

/** Says of who is not there that they are not, where there is room; the dot's own words are for those who do not see it. */
export function AbsenceNote({ agentId }: { agentId: string }) {
  const { availability } = useWords()
  const standing = useStandingOf(agentId)
  if (standing === 'online') return null
  return (
    <span aria-hidden className="min-w-0 shrink-[99] truncate text-xs text-faint">
      {availability.states[standing]}
    </span>
  )
}
