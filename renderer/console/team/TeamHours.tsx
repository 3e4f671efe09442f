import { useRef, useState } from 'react'
import type { OpeningHours } from '../../../server/contract/chat-settings.ts'
import { useWords } from '../../words/useWords.ts'
import { ChoiceField } from '../settings/ChoiceField.tsx'
import { HoursEditor } from '../settings/HoursEditor.tsx'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { hoursToBeginWith } from './load.ts'

type Kind = 'workspace' | 'always' | 'own'

const kindOf = (hours: OpeningHours | null): Kind => {
  if (!hours) return 'workspace'
  return hours.isOn ? 'own' : 'always'
}

/** A team's hours while they are edited. `wanted` is undefined until they are, and then left to the server. */
export function useTeamHours(hours: OpeningHours | null) {
  const [wanted, setWanted] = useState<OpeningHours | null>()
  // What was set goes on being there while another kind is chosen.
  const [own, setOwn] = useState(hours)
  const shown = wanted === undefined ? hours : wanted
  const show = (next: OpeningHours) => {
    setOwn(next)
    setWanted(next)
  }
  // Of several that are chosen while it is asked what to begin with, the last one counts.
  const chosen = useRef<Kind>(kindOf(hours))
  const choosing = useAction(async () => {
    const begun = own ?? (chosen.current === 'workspace' ? null : await hoursToBeginWith())
    if (begun === null || chosen.current === 'workspace') setWanted(null)
    else show({ ...begun, isOn: chosen.current === 'own' })
  })
  const choose = (kind: Kind) => {
    chosen.current = kind
    choosing.run()
  }
  const set = (part: Partial<OpeningHours>) => shown && show({ ...shown, ...part })
  const { error, isBusy } = choosing
  return { wanted, shown, set, choose, error, isBusy }
}

interface Props {
  editing: ReturnType<typeof useTeamHours>
  problem: (path: string) => string | undefined
}

/** When a team answers: as the workspace does, always, or in hours of its own. */
export function TeamHours({ editing, problem }: Props) {
  const { teams: words } = useWords()
  const { shown, set, choose, error } = editing
  const kind = kindOf(shown)
  return (
    <div className="flex flex-col gap-4">
      <ChoiceField
        label={words.hours}
        hint={words.hoursHint}
        value={kind}
        names={words.hoursAs}
        error={kind === 'own' ? undefined : problem('hours')}
        onChange={choose}
      />
      <FormProblem error={error} />
      {kind === 'own' && shown && <HoursEditor hours={shown} {...{ set, problem }} />}
    </div>
  )
}
