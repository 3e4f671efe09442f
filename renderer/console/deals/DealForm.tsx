import { type ReactNode, useState } from 'react'
import type { Deal } from '../../../server/contract/deals.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useWords } from '../../words/useWords.ts'
import { fieldText, useForm } from '../shell/form.ts'
import { FormProblem } from '../shell/FormProblem.tsx'
import { useAction } from '../shell/useAction.ts'
import { AmountField, ExpectedField, OwnerField, ReasonField, StageField } from './DealFields.tsx'
import { TheirDeal } from './TheirDeal.tsx'
import { useStages } from './stages.ts'
import { useMoney } from './useMoney.ts'

/** What is written of a deal. */
export interface Written {
  readonly title: string
  readonly amount: number
  readonly currency: string
  readonly stageId: string
  readonly ownerId: string
  readonly expectedOn: string | null
  readonly lostReason: string | null
}

interface Props {
  /** What stands in the form at first; `amount` is null where nobody has said it. */
  initial: Omit<Written, 'amount'> & { readonly amount: number | null }
  /** Named beside the owners there are, for whoever has left. */
  owner?: Deal['owner']
  submit: string
  /** Answers what somebody else made of the deal meanwhile, where nothing was saved because of that. */
  send: (written: Written) => Promise<Deal | null>
  children?: ReactNode
}

/** What a deal is about, what it is worth, where it stands and whose it is. What was typed stays when it is refused. */
export function DealForm({ initial, owner, submit, send, children }: Props) {
  const [chosen, setChosen] = useState(initial)
  const choose = (part: Partial<typeof chosen>) => setChosen((before) => ({ ...before, ...part }))
  const [theirs, setTheirs] = useState<Deal | null>(null)
  const saving = useAction(async (written: Written) => setTheirs(await send(written)))
  const { form, problem, wrong } = useDealForm(saving, chosen)
  const isLost = useStages().stages.find(({ id }) => id === chosen.stageId)?.category === 'lost'
  return (
    <form {...form} className="flex flex-col gap-4">
      <TitleField title={initial.title} error={problem('title')} />
      <AmountField
        amount={initial.amount}
        initialCurrency={initial.currency}
        currency={chosen.currency}
        onCurrency={(currency) => choose({ currency })}
        error={wrong('amount') ?? problem('amount')}
      />
      <div className="grid gap-4 md:grid-cols-2">
        <StageField value={chosen.stageId} onChange={(stageId) => choose({ stageId })} />
        <OwnerField
          value={chosen.ownerId}
          known={owner}
          onChange={(ownerId) => choose({ ownerId })}
        />
      </div>
      <ExpectedField day={initial.expectedOn} error={wrong('day') ?? problem('expectedOn')} />
      {isLost && <ReasonField reason={initial.lostReason} error={problem('lostReason')} />}
      {theirs ? <TheirDeal deal={theirs} /> : <FormProblem error={saving.error} />}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {children}
        <Button type="submit" look="primary" disabled={saving.isBusy}>
          {submit}
        </Button>
      </div>
    </form>
  )
}

type Wrong = 'amount' | 'day'

/** Reads the form as the agent's language writes amounts, and says which part is none. */
function useDealForm(
  saving: { error: unknown; run: (written: Written) => void },
  { currency, stageId, ownerId }: Pick<Written, 'currency' | 'stageId' | 'ownerId'>,
) {
  const { deals: words } = useWords()
  const money = useMoney()
  const [mistake, setMistake] = useState<Wrong | null>(null)
  const { form, problem } = useForm(saving.error, (sent) => {
    const typed = fieldText(sent, 'amount')
    const amount = typed === '' ? 0 : money.parse(typed, currency)
    const found = amount === null ? 'amount' : hasDay(sent) ? null : 'day'
    setMistake(found)
    if (amount === null || found) return focusOn(sent, found ?? 'amount')
    saving.run({
      title: fieldText(sent, 'title'),
      amount,
      currency,
      stageId,
      ownerId,
      expectedOn: fieldText(sent, 'expectedOn') || null,
      lostReason: fieldText(sent, 'lostReason') || null,
    })
  })
  const said = { amount: words.amountWrong, day: words.dayWrong }
  return { form, problem, wrong: (what: Wrong) => (mistake === what ? said[what] : undefined) }
}

const NAMES = { amount: 'amount', day: 'expectedOn' } as const

const inputOf = (form: HTMLFormElement, what: Wrong) => {
  const field = form.elements.namedItem(NAMES[what])
  return field instanceof HTMLInputElement ? field : null
}

const focusOn = (form: HTMLFormElement, what: Wrong) => inputOf(form, what)?.focus()

// A browser gives no day where only a part of one was typed.
const hasDay = (form: HTMLFormElement) => inputOf(form, 'day')?.validity.valid ?? true

function TitleField({ title, error }: { title: string; error: string | undefined }) {
  const { deals: words } = useWords()
  return (
    <Field label={words.name} error={error}>
      {(control) => (
        <TextInput
          {...control}
          name="title"
          defaultValue={title}
          maxLength={200}
          required
          autoComplete="off"
        />
      )}
    </Field>
  )
}
