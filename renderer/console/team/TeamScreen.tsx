import { Lock, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Agent } from '../../../server/contract/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { PageSkeleton } from '../../ui/Skeleton.tsx'
import { useWords } from '../../words/useWords.ts'
import { useMe } from '../shell/account.ts'
import { loadAgents } from '../shell/agents.tsx'
import { Arriving } from '../shell/Arriving.tsx'
import { Pane } from '../shell/Pane.tsx'
import { useWorld } from '../sync/store.ts'
import { useLoad } from '../sync/useLoad.ts'
import { AccountRow } from './AccountRow.tsx'
import { CreateAccount } from './CreateAccount.tsx'
import { TeamsSection } from './TeamsSection.tsx'

/** Who works here, for those who decide it. */
export function TeamScreen() {
  const { team } = useWords()
  const me = useMe()
  return (
    <Pane label={team.title}>
      {me.role === 'admin' ? <Team /> : <Empty icon={Lock} title={team.adminsOnly} />}
    </Pane>
  )
}

/** Those who work here first, and each by name. */
function useTeam() {
  const shelf = useWorld((world) => world.agents)
  return useMemo(
    () =>
      Object.values(shelf)
        .flatMap(({ value }): Agent[] => (value && value.role !== 'customer' ? [value] : []))
        .toSorted(
          (a, b) => Number(b.isActive) - Number(a.isActive) || a.name.localeCompare(b.name),
        ),
    [shelf],
  )
}

/** What the columns are; each control says it by itself too. */
function Headings() {
  const { team, teams } = useWords()
  return (
    <div
      aria-hidden
      className="flex gap-3 border-b border-line pb-1 text-xs text-faint max-md:hidden"
    >
      <span className="flex-1">{team.name}</span>
      <span className="w-24">{teams.capacity}</span>
      <span className="w-36">{team.role}</span>
      <span className="w-8" />
      <span className="w-32" />
    </div>
  )
}

function Team() {
  const { team: words, app } = useWords()
  const team = useTeam()
  const [isCreating, setCreating] = useState(false)
  const load = useLoad('team', loadAgents)
  return (
    <>
      <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-4">
        <h2 className="flex-1 text-lg font-semibold">{words.title}</h2>
        <Button look="primary" onClick={() => setCreating(true)}>
          <Plus size={14} aria-hidden /> {words.create}
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto p-4">
        <div className="mx-auto max-w-3xl">
          <p className="pb-3 text-soft">{words.lead}</p>
          {(load.error || team.length === 0) && (
            <Arriving load={load} skeleton={<PageSkeleton label={app.loading} />} />
          )}
          {team.length > 0 && <Headings />}
          <ul aria-label={words.title}>
            {team.map((agent) => (
              <AccountRow key={agent.id} agent={agent} />
            ))}
          </ul>
          <TeamsSection />
        </div>
      </div>
      <CreateAccount open={isCreating} onOpenChange={setCreating} />
    </>
  )
}
