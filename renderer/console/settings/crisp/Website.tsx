import type { CrispWebsite } from '../../../../server/contract/crisp.ts'
import { Button } from '../../../ui/Button.tsx'
import { Choice } from '../../../ui/Choice.tsx'
import { Field } from '../../../ui/Field.tsx'
import { ProgressBar } from '../../../ui/ProgressBar.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import { useFormats } from '../../../words/formats.ts'
import { useWords } from '../../../words/useWords.ts'
import { attempt } from '../../shell/attempt.ts'
import { useTeams } from '../../shell/teams.ts'
import { Group } from '../Group.tsx'
import { Fact } from './Fact.tsx'
import { InboxRules } from './InboxRules.tsx'
import { Reconciliation } from './Reconciliation.tsx'
import { beginBackfill, changeWebsite } from './status.ts'

interface Props {
  website: CrispWebsite
  /** Something was changed: what is shown is to be looked at again. */
  onChanged: () => Promise<void>
}

/** One website of Crisp: whether it is on, to which team it goes, its past, and whether both sides agree. */
export function Website({ website, onChanged }: Props) {
  const { crisp: words } = useWords()
  const { number, full } = useFormats()
  const { id, isEnabled, conversations, lastEventAt, caughtUpAt, lagMs, lastError } = website
  const change = (body: Parameters<typeof changeWebsite>[1]) =>
    attempt(async () => {
      await changeWebsite(id, body)
      await onChanged()
    })
  const at = (time: string | null) => (time === null ? words.never : full(time))
  return (
    <Group title={website.name}>
      <Switch
        label={words.enabled}
        hint={words.enabledHint}
        checked={isEnabled}
        onChange={(checked) => change({ isEnabled: checked })}
      />
      <TeamField website={website} onChange={(teamId) => change({ teamId })} />
      <InboxRules website={website} onChange={(inboxRules) => change({ inboxRules })} />
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <Fact name={words.conversations}>{number(conversations)}</Fact>
        <Fact name={words.lastEvent}>{at(lastEventAt)}</Fact>
        <Fact name={words.caughtUp}>{at(caughtUpAt)}</Fact>
        {lagMs !== null && <Fact name={words.lag}>{words.milliseconds(number(lagMs))}</Fact>}
      </dl>
      {lastError !== null && <p className="text-danger">{words.lastError(lastError)}</p>}
      <Backfill website={website} onChanged={onChanged} />
      <Reconciliation websiteId={id} />
    </Group>
  )
}

const NOBODY = ''

function TeamField({
  website,
  onChange,
}: {
  website: CrispWebsite
  onChange: (teamId: string | null) => void
}) {
  const { crisp: words } = useWords()
  const teams = useTeams()
  if (teams.length === 0) return null
  const options = [
    { value: NOBODY, label: words.everybody },
    ...teams.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <Field label={words.team}>
      {() => (
        <Choice
          label={words.team}
          value={website.teamId ?? NOBODY}
          options={options}
          onChange={(value) => onChange(value === NOBODY ? null : value)}
        />
      )}
    </Field>
  )
}

function Backfill({ website, onChanged }: Props) {
  const { crisp: words } = useWords()
  const { number } = useFormats()
  const { state, done, total, messages, secondsLeft } = website.backfill
  const isUnderWay = state === 'wanted' || state === 'running'
  const begin = () =>
    attempt(async () => {
      await beginBackfill(website.id)
      await onChanged()
    })
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1">
          {state === 'none'
            ? words.pastHint
            : words.progress(number(done), number(total ?? done), number(messages))}
          {secondsLeft !== null && ` · ${words.minutesLeft(Math.ceil(secondsLeft / 60))}`}
        </p>
        <Button disabled={isUnderWay} onClick={begin}>
          {state === 'done' ? words.pastAgain : words.past}
        </Button>
      </div>
      {isUnderWay && (
        <ProgressBar label={words.pastLabel} done={total ? Math.min(1, done / total) : null} />
      )}
    </div>
  )
}
