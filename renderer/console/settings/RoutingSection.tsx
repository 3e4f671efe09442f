import type { RoutingSettings, Team } from '../../../server/contract/routing.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { useWords } from '../../words/useWords.ts'
import { Group } from './Group.tsx'
import { NumberField } from './NumberField.tsx'
import { routingSettings } from './resources.ts'
import { type Editing, SettingsForm } from './SettingsForm.tsx'
import { useTeams } from './useTeams.ts'

const POLICIES = ['manual', 'round_robin', 'least_busy'] as const
const WHEN_AWAY = ['keep', 'hand_back'] as const
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
  const teams = useTeams()
  return (
    <Group title={words.routing} lead={words.routingLead}>
      <Field label={words.policy} hint={words.policyHints[value.policy]}>
        {() => (
          <Choice
            label={words.policy}
            value={value.policy}
            options={POLICIES.map((one) => ({ value: one, label: words.policies[one] }))}
            onChange={(policy) => change({ policy })}
          />
        )}
      </Field>
      <Field label={words.newChatsTo} error={problem('teamId')}>
        {() => (
          <Choice
            label={words.newChatsTo}
            value={value.teamId ?? EVERYBODY}
            options={[{ value: EVERYBODY, label: words.everybody }, ...teams.map(optionOf)]}
            onChange={(id) => change({ teamId: id === EVERYBODY ? null : id })}
          />
        )}
      </Field>
      <NumberField
        label={words.maxOpen}
        hint={words.maxOpenHint}
        value={value.maxOpen}
        range={[0, 1000]}
        error={problem('maxOpen')}
        onChange={(maxOpen) => change({ maxOpen })}
      />
      <Field label={words.whenAway}>
        {() => (
          <Choice
            label={words.whenAway}
            value={value.whenAway}
            options={WHEN_AWAY.map((one) => ({ value: one, label: words.whenAways[one] }))}
            onChange={(whenAway) => change({ whenAway })}
          />
        )}
      </Field>
    </Group>
  )
}

const optionOf = ({ id, name }: Team) => ({ value: id, label: name })
