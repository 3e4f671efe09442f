import type { Deal } from '../../../server/contract/deals.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea, TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { useAgentOptions } from '../shell/agents.tsx'
import { CurrencyChoice } from './CurrencyChoice.tsx'
import { useStageName, useStages } from './stages.ts'
import { useMoney } from './useMoney.ts'

interface Said {
  error: string | undefined
}

interface AmountProps extends Said {
  amount: number | null
  /** The one `amount` is of. */
  initialCurrency: string
  currency: string
  onCurrency: (currency: string) => void
}

export function AmountField(props: AmountProps) {
  const { amount, initialCurrency, currency, onCurrency, error } = props
  const { deals: words } = useWords()
  const money = useMoney()
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Field label={words.amount} error={error}>
        {(control) => (
          <TextInput
            {...control}
            name="amount"
            inputMode="decimal"
            defaultValue={amount === null ? '' : money.plain(amount, initialCurrency)}
            placeholder={money.plain(0, currency)}
            maxLength={40}
            autoComplete="off"
          />
        )}
      </Field>
      <div className="flex flex-col gap-1">
        <span aria-hidden className="font-medium">
          {words.currency}
        </span>
        <CurrencyChoice value={currency} onChange={onCurrency} />
      </div>
    </div>
  )
}

interface ChoiceProps {
  value: string
  onChange: (id: string) => void
}

export function StageField({ value, onChange }: ChoiceProps) {
  const { deals: words } = useWords()
  const { stages } = useStages()
  const nameOf = useStageName()
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span aria-hidden className="font-medium">
        {words.stage}
      </span>
      <Choice<string>
        label={words.stage}
        value={value}
        options={stages.map((stage) => ({ value: stage.id, label: nameOf(stage) }))}
        onChange={onChange}
      />
    </div>
  )
}

export function OwnerField({
  value,
  known,
  onChange,
}: ChoiceProps & { known: Deal['owner'] | undefined }) {
  const { deals: words } = useWords()
  const agents = useAgentOptions()
  // Whoever has left is no option any more, but their name must still show.
  const gone =
    known && !agents.some((agent) => agent.value === known.id)
      ? [{ value: known.id, label: `${known.name} (${words.left})` }]
      : []
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span aria-hidden className="font-medium">
        {words.owner}
      </span>
      <Choice<string>
        label={words.owner}
        value={value}
        options={[...agents, ...gone]}
        onChange={onChange}
      />
    </div>
  )
}

export function ExpectedField({ day, error }: Said & { day: string | null }) {
  const { deals: words, app } = useWords()
  return (
    <Field label={words.expectedOn} hint={app.optional} error={error}>
      {(control) => (
        <TextInput
          {...control}
          type="date"
          name="expectedOn"
          min="2000-01-01"
          max="2199-12-31"
          defaultValue={day ?? ''}
        />
      )}
    </Field>
  )
}

export function ReasonField({ reason, error }: Said & { reason: string | null }) {
  const { deals: words, app } = useWords()
  return (
    <Field label={words.lostReason} hint={app.optional} error={error}>
      {(control) => (
        <TextArea
          {...control}
          name="lostReason"
          defaultValue={reason ?? ''}
          maxLength={500}
          rows={2}
        />
      )}
    </Field>
  )
}
