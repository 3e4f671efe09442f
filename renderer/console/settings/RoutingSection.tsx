import type { RoutingSettings } from '../../../server/contract/routing.ts'
import { useWords } from '../../words/useWords.ts'
import { loadTeams, useTeams } from '../shell/teams.ts'
import { useLoad } from '../sync/useLoad.ts'
import { ChoiceField } from './ChoiceField.tsx'
import { Group } from './Group.tsx'
import { NumberField } from './NumberField.tsx'
import { routingSettings } from './resources.ts'
import { type Editing, SettingsForm } from './SettingsForm.tsx'

const EVERYBODY = 'everybody'

/** Who gets a new conversation. */
export function RoutingSection() {
  return (
    <SettingsForm name="routing" resource={routingSettings}>
      {(editing) => (
        <div className="mx-auto max-w-2xl">
          <Routing {...editing} />
        </div>
      )}
    </SettingsForm>
  )
}

function Routing({ value, change, problem }: Editing<RoutingSettings>) {
  const { workspace: words } = useWords()
  useLoad('teams', loadTeams)
  const teams = useTeams().map(({ id, name }) => [id, name])
  return (
    <Group title={words.routing} lead={words.routingLead}>
      <ChoiceField
        label={words.policy}
        hint={words.policyHints[value.policy]}
        value={value.policy}
        names={words.policies}
        onChange={(policy) => change({ policy })}
      />
      <ChoiceField
        label={words.newChatsTo}
        value={value.teamId ?? EVERYBODY}
        names={{ [EVERYBODY]: words.everybody, ...Object.fromEntries(teams) }}
        error={problem('teamId')}
        onChange={(id) => change({ teamId: id === EVERYBODY ? null : id })}
      />
      <NumberField
        label={words.maxOpen}
        hint={words.maxOpenHint}
        value={value.maxOpen}
        range={[0, 1000]}
        error={problem('maxOpen')}
        onChange={(maxOpen) => change({ maxOpen })}
      />
      <ChoiceField
        label={words.whenAway}
        value={value.whenAway}
        names={words.whenAways}
        onChange={(whenAway) => change({ whenAway })}
      />
    </Group>
  )
}
